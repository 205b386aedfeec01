namespace TshActions.Verbs;

/// <summary>What tells people.</summary>
internal static class PeopleVerbs
{
    public static readonly Verb Notify = new(
        "notify",
        "Tell a team of a deployment where it talks: Telegram, Slack, or any address by a signed webhook.",
        IsAction: true,
        [
            Shared.Manifest,
            Shared.Environment,
            new(
                "state",
                "What to say: begin before the host is touched, end whatever came of it.",
                Required: true,
                Allowed: Allowed.OneOf("begin", "end")
            ),
            new(
                "task",
                "What is done, deploy or rollback.",
                Default: "deploy",
                Allowed: Allowed.OneOf("deploy", "rollback")
            ),
            new(
                "release",
                "Id of the release; empty means the commit of the run for a deployment, and for a rollback that it is not known yet.",
                Default: ""
            ),
            new(
                "message",
                "For end: what begin put out as `message`, so that its messages are updated; empty sends new ones.",
                Default: ""
            ),
            new(
                "previous-release",
                "Release that was live before it began; empty leaves it out.",
                Default: ""
            ),
            new("verdict", "For end: verdict of the last gate.", Default: ""),
            new("note", "For end: a line for people: why it ended so.", Default: ""),
            new(
                "gate-action",
                "For end: what health-gate put out as `action`: promote, hold or rollback.",
                Default: ""
            ),
            new("live-slot", "For end: slot that gets traffic now; empty: not known.", Default: ""),
            new(
                "live-release",
                "For end: release in the live slot now; empty: not known.",
                Default: ""
            ),
            new(
                "telegram-token",
                "Token of the bot, where the manifest names a chat of Telegram.",
                Default: "",
                Secret: true
            ),
            new(
                "slack-token",
                "Bot token of the app, where the manifest names a channel of Slack.",
                Default: "",
                Secret: true
            ),
            new(
                "slack-webhook",
                "Address of the incoming webhook, where the manifest names one of Slack.",
                Default: "",
                Secret: true
            ),
            new(
                "webhook-secret",
                "What events are signed with, where the manifest names a webhook: `whsec_` and base64.",
                Default: "",
                Secret: true
            ),
        ],
        [
            new("verdict", "pass; warn where somebody could not be told."),
            new("message", "For the end's input of that name."),
            new("sent", "Who took it: telegram, slack, webhook, with commas between."),
            new("report", "Path of the JSON report, relative to the workspace."),
        ],
        Verbs.Notify.TellAsync
    );

    public static readonly Verb Promote = new(
        "promote",
        "Open or update the pull request that brings what passed on staging to production.",
        IsAction: true,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.GitHubToken,
            new(
                "direction",
                "forward to the environment; back from its branch to the one before, what that lacks.",
                Default: "forward",
                Allowed: Allowed.OneOf("forward", "back")
            ),
            Shared.PlanOnly,
        ],
        [
            new("verdict", "pass, warn, fail or inconclusive."),
            new(
                "changed",
                "Whether anything was changed: false for a plan, and when there was nothing to do."
            ),
            new("pull-request", "Number of the pull request; empty where there is none."),
            new("url", "Address of the pull request."),
            new("report", "Path of the JSON report, relative to the workspace."),
        ],
        Verbs.Promote.TellAsync
    );

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
