namespace TshActions.Verbs;

/// <summary>What looks and tells before and after a deployment, and touches no host.</summary>
internal static class EvidenceVerbs
{
    public static readonly Verb SchemaDriftCheck = new(
        "schema-drift-check",
        "Compare the database schemas of staging and production, without ever writing to either.",
        IsAction: true,
        [
            Shared.Manifest,
            new(
                "production",
                "Where production's schema is had: live, or the path of a snapshot.",
                Default: "live"
            ),
            new("staging", "The same for staging.", Default: "live"),
            new(
                "production-database",
                "Address of production's database, like postgresql://user:password@host:5432/name; empty goes through ssh to where the live release has it.",
                Default: "",
                Secret: true
            ),
            new("staging-database", "The same for staging.", Default: "", Secret: true),
            new(
                "production-ssh-key",
                "Private key of the user that connects to production's host.",
                Default: "",
                Secret: true
            ),
            new(
                "staging-ssh-key",
                "The same for staging; empty is production's.",
                Default: "",
                Secret: true
            ),
            new(
                "snapshot",
                "Path to write a snapshot to, instead of comparing anything.",
                Default: ""
            ),
            new(
                "snapshot-of",
                "Whose schema the snapshot holds.",
                Default: "production",
                Allowed: Allowed.OneOf("production", "staging")
            ),
        ],
        [
            new("verdict", "pass, fail or inconclusive."),
            new("has-drift", "Whether anything is at or above `drift.fail-on`."),
            new("critical", "Number of critical findings that no rule lets pass."),
            new("high", "Number of high ones."),
            new("medium", "Number of medium ones."),
            new("low", "Number of low ones."),
            new("info", "Number of those that only inform."),
            new(
                "backward-compatible",
                "Whether the release before keeps working once production's pending revisions are applied: yes, no or unknown; for deploy-slot's input of that name."
            ),
            new(
                "reversible",
                "Whether a downgrade of production's pending revisions brings the schema and the data of before back, as their files say and a try shows: yes, no or unknown."
            ),
            new("sarif", "Path of the SARIF file for code scanning, relative to the workspace."),
            new("report", "Path of the JSON report, relative to the workspace."),
        ],
        Verbs.SchemaDriftCheck.TellAsync
    );

    public static readonly Verb Preflight = new(
        "preflight",
        "Go through the checklist before a deployment, and say what keeps it from going on.",
        IsAction: true,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.GitHubToken,
            new("commit", "The commit that is deployed.", Default: "${{ github.sha }}"),
            Shared.Image,
            Shared.EnvironmentFile,
            Shared.SshKey with
            {
                About =
                    "Private key of the user that connects; without it the hosts are not looked at.",
                Required = false,
                Default = "",
            },
        ],
        [
            new("verdict", "pass, warn, fail or inconclusive."),
            new("proceed", "Whether later steps should deploy: true or false."),
            new("tree", "Git tree of the commit: the same files have the same tree."),
            new("live-slot", "Slot that gets traffic at the end: blue or green."),
            new("live-release", "Release in the live slot at the end."),
            new("report", "Path of the JSON report, relative to the workspace."),
        ],
        Verbs.Preflight.TellAsync
    );

    public static readonly Verb Record = new(
        "record",
        "Keep GitHub's record of a deployment: begin it, and end it as it ended.",
        IsAction: true,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.GitHubToken,
            new(
                "state",
                "What to say: begin before the host is touched, end whatever came of it.",
                Required: true,
                Allowed: Allowed.OneOf("begin", "end")
            ),
            new(
                "deployment",
                "For end: the record's id, as begin gave it; empty where none was begun.",
                Default: ""
            ),
            new(
                "commit",
                "For begin: the commit that is deployed, where the release is not called like one.",
                Default: "${{ github.sha }}"
            ),
            new(
                "release",
                "Id of the release: letters, digits, dots, underscores, hyphens.",
                Default: "${{ github.sha }}"
            ),
            new("digest", "For begin: digest of the image, where there is one.", Default: ""),
            new(
                "task",
                "For begin: what is done, deploy or rollback.",
                Default: "deploy",
                Allowed: Allowed.OneOf("deploy", "rollback")
            ),
            new(
                "began",
                "For begin: when it was begun, where it is recorded only afterwards; empty: now.",
                Default: "",
                Allowed: Allowed.InstantOrNothing
            ),
            new(
                "drift-verdict",
                "For begin: what schema-drift-check ruled, where it was asked.",
                Default: ""
            ),
            new(
                "backward-compatible",
                "Whether the release before still works on the migrated database, as schema-drift-check says: yes, no or unknown.",
                Default: "unknown",
                Allowed: Allowed.OneOf("yes", "no", "unknown")
            ),
            new(
                "verdict",
                "For end: verdict of the last gate; pass and warn are a success, fail a failure, anything else an error.",
                Default: ""
            ),
            new(
                "live-since",
                "For end: since when clients have it, as deploy-slot puts it out; empty: not known.",
                Default: "",
                Allowed: Allowed.InstantOrNothing
            ),
            new("note", "For end: a line for people, cut to what GitHub keeps.", Default: ""),
            Shared.EnvironmentFile,
            Shared.SshKey with
            {
                About =
                    "For begin: private key of the user that connects; the fingerprint of its public half is kept.",
                Required = false,
                Default = "",
            },
        ],
        [
            new("verdict", "pass, warn, fail or inconclusive."),
            new("deployment", "Id of the record."),
            new("tree", "Git tree of the commit: the same files have the same tree."),
            new("previous-release", "Release in the other slot, the one a rollback would take."),
            new("report", "Path of the JSON report, relative to the workspace."),
        ],
        Verbs.Record.TellAsync
    );
}
