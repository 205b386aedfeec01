namespace TshActions.Core.Init;

/// <summary>What is left to the team outside of the files that were written.</summary>
public static class InitNotes
{
    /// <summary>The environments that the callers deploy to.</summary>
    public static IReadOnlyList<string> Called { get; } = ["staging", "production"];

    /// <param name="branches">That the repository has; none where that is not known.</param>
    public static IEnumerable<string> Of(
        Answers answers,
        IReadOnlyList<NginxSite> sites,
        IReadOnlyList<string> branches
    )
    {
        if (branches.Count > 0)
            foreach (var one in answers.Environments.Where(one => !branches.Contains(one.Branch)))
                yield return $"git: there is no branch `{one.Branch}` yet, which deploys to {one.Name}: `git push origin {branches[0]}:{one.Branch}`";
        foreach (
            var name in Called.Where(name => answers.Environments.All(one => one.Name != name))
        )
            yield return $"{InitPlan.Manifest}: has no environment `{name}`, which the workflows deploy to";
        foreach (var site in sites)
            if (EnvironmentOf(answers, site) is { } environment)
                yield return site.LocationLine is { } line
                    ? $"{site.Path}:{line}: {IncludeLine(answers, environment)} instead of this `location /`"
                    : $"{site.Path}:{site.Line}: {IncludeLine(answers, environment)} inside this `server` block";
        yield return "your application: answer GET /health with 200, and every request with the header X-Release, from the variable TSH_RELEASE";
    }

    /// <summary>The team's own words for an environment's site, in the order in which they stand.</summary>
    public static NginxSite? SiteOf(IReadOnlyList<NginxSite> sites, bool isStaging) =>
        sites.FirstOrDefault(site => site.IsStaging == isStaging);

    private static EnvironmentAnswer? EnvironmentOf(Answers answers, NginxSite site) =>
        answers.Environments.FirstOrDefault(one => one.Site.TrimEnd('/') == site.Address);

    private static string IncludeLine(Answers answers, EnvironmentAnswer environment) =>
        $"`include /etc/nginx/tsh/{answers.App}/{environment.Name}/*.conf;`";
}
