namespace TshActions.Verbs;

/// <summary>What tells people.</summary>
internal static class PeopleVerbs
{
    public static readonly Verb Metrics = new(
        "metrics",
        "Reckon how deployments go, over days, from their records: six figures with targets and trends.",
        IsAction: true,
        [
            Shared.Manifest,
            new(
                "environments",
                "Environments of the manifest to look at, separated by commas; empty looks at every one.",
                Default: ""
            ),
            Shared.GitHubToken,
            new(
                "window",
                "Days to look at, up to now; as many before them give the trend.",
                Default: "30d",
                Allowed: Allowed.Days
            ),
            new("html", "Path to write the page to.", Default: ".tsh/metrics/index.html"),
            new(
                "issue",
                "Number of an issue where deployment log and reviews are kept up to date as one comment; empty writes the file alone.",
                Default: "",
                Allowed: Allowed.NumberOrNothing
            ),
            new(
                "journal-ssh-key",
                "Private key of the user that connects, to read the hosts' journals too; empty asks no host.",
                Default: "",
                Secret: true
            ),
        ],
        [
            new("verdict", "pass, warn or inconclusive."),
            new("figures", "The figures as JSON, by environment and figure."),
            new("html", "Path of the page, relative to the workspace."),
            new(
                "log",
                "Path of the deployment log with its reviews, Markdown, relative to the workspace."
            ),
            new("report", "Path of the JSON report, relative to the workspace."),
        ],
        Verbs.Metrics.TellAsync
    );
}
