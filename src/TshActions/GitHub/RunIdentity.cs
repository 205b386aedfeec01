using TshActions.Host;

namespace TshActions.GitHub;

/// <summary>Who this run is, for the lease: the same for all steps and jobs of one attempt of a workflow run.</summary>
internal static class RunIdentity
{
    public static LeaseOwner Of(IReadOnlyDictionary<string, string> environment)
    {
        if (
            environment.GetValueOrDefault("GITHUB_REPOSITORY") is { Length: > 0 } repository
            && environment.GetValueOrDefault("GITHUB_RUN_ID") is { Length: > 0 } run
        )
        {
            var attempt = environment.GetValueOrDefault("GITHUB_RUN_ATTEMPT") ?? "1";
            var server = environment.GetValueOrDefault("GITHUB_SERVER_URL") ?? "https://github.com";
            return new(
                $"{repository}#{run}.{attempt}",
                $"{server}/{repository}/actions/runs/{run}/attempts/{attempt}"
            );
        }

        var person = $"{Environment.UserName}@{Environment.MachineName}";
        return new(person, $"tsh of {person}");
    }
}
