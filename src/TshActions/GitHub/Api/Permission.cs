namespace TshActions.GitHub.Api;

/// <summary>What a token must be allowed to do, in the words of a workflow's `permissions:`.</summary>
/// <param name="ForWorkflows">Whether the token of a workflow can have it at all; others need an App's or a person's token.</param>
/// <remarks>https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps</remarks>
public sealed record Permission(string Scope, string Level, bool ForWorkflows = true)
{
    public static readonly Permission ReadMetadata = new("metadata", "read");
    public static readonly Permission ReadContents = new("contents", "read");
    public static readonly Permission ReadDeployments = new("deployments", "read");
    public static readonly Permission WriteDeployments = new("deployments", "write");
    public static readonly Permission ReadPulls = new("pull-requests", "read");
    public static readonly Permission WritePulls = new("pull-requests", "write");
    public static readonly Permission ReadIssues = new("issues", "read");
    public static readonly Permission WriteIssues = new("issues", "write");
    public static readonly Permission ReadChecks = new("checks", "read");
    public static readonly Permission ReadStatuses = new("statuses", "read");
    public static readonly Permission ReadActions = new("actions", "read");
    public static readonly Permission ReadAdministration = new("administration", "read", false);

    public static readonly Permission ReadEnvironments = new("environments", "read", false);
    public static readonly Permission ReadSecrets = new("secrets", "read", false);

    /// <summary>The line of YAML.</summary>
    public string Line => $"{Scope}: {Level}";

    public string Advice =>
        ForWorkflows
            ? $"add `{Line}` to the `permissions:` of the job; a reusable workflow gets no more than the job that calls it has"
            : $"no workflow's own token may do this: give `github-token` the token of a GitHub App, or a fine-grained one, with `{Line}`";
}
