namespace TshActions.Core.Metrics.Texts;

/// <summary>The address of a run, fit for a link; what is no address of the web is none.</summary>
public static class RunLink
{
    public static string? Of(DeploymentFact fact) =>
        Uri.TryCreate(fact.Run, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.UserInfo.Length is 0
            ? uri.AbsoluteUri.Replace("(", "%28").Replace(")", "%29").Replace("|", "%7C")
            : null;

    public static string Markdown(DeploymentFact fact) =>
        Of(fact) is { } address ? $"[run]({address})" : "–";
}
