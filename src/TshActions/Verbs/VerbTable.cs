namespace TshActions.Verbs;

/// <summary>Every verb with its inputs and outputs: the one table.</summary>
public static class VerbTable
{
    private static readonly Input Manifest = new(
        "manifest",
        "Path of the manifest, relative to the workspace.",
        Default: ".github/tsh.yml"
    );

    private static readonly Input Environment = new(
        "environment",
        "Environment of the manifest to work on.",
        Required: true
    );

    private static readonly Input SshKey = new(
        "ssh-key",
        "Private key of the user that connects.",
        Required: true,
        Secret: true
    );

    private static readonly Input GitHubToken = new(
        "github-token",
        "Token for GitHub's API.",
        Default: "${{ github.token }}",
        Secret: true
    );

    private static readonly Input PlanOnly = new(
        "plan-only",
        "Show the plan and stop before the first change.",
        Default: "false",
        Switch: true
    );

    private static readonly Input PlanExitCode = new(
        "plan-exit-code",
        "With plan-only: exit code 1 when there is something to do, 0 when there is nothing.",
        Default: "false",
        Switch: true
    );

    private static readonly Input LeaseWait = new(
        "lease-wait",
        "Seconds to wait while another run works on the same environment.",
        Default: "60",
        Allowed: Allowed.Seconds(0, 3600)
    );

    private static readonly Input Rehearse = new(
        "rehearse",
        "Do everything but the switch, then give the slot back.",
        Default: "false",
        Switch: true
    );

    private static readonly IReadOnlyList<Output> Outputs =
    [
        new(
            "changed",
            "Whether anything was changed: false for a plan, and when there was nothing to do."
        ),
        new("verdict", "pass, warn, fail or inconclusive."),
        new("live-slot", "Slot that gets traffic at the end: blue or green."),
        new("live-release", "Release in the live slot at the end."),
        new("previous-release", "Release in the other slot, the one a rollback would take."),
        new("report", "Path of the JSON report, relative to the workspace."),
    ];

    public static IReadOnlyList<Verb> All { get; } =
    [
        new(
            "deploy-slot",
            "Deploy a release to the idle slot, gate it there, and switch traffic to it.",
            IsAction: true,
            [
                Manifest,
                Environment,
                SshKey,
                new(
                    "release",
                    "Id of the release: letters, digits, dots, underscores, hyphens.",
                    Default: "${{ github.sha }}"
                ),
                new(
                    "path",
                    "Folder that holds the release, relative to the workspace.",
                    Default: "."
                ),
                new(
                    "image",
                    "For docker slots: image by digest, or an archive made by `docker save`, relative to the workspace.",
                    Default: ""
                ),
                new("registry-user", "User of the registry, if it wants one.", Default: ""),
                new(
                    "registry-password",
                    "Password or token of that user.",
                    Default: "",
                    Secret: true
                ),
                new(
                    "env-file",
                    "Content of the application's environment file, KEY=VALUE lines; empty keeps the one on the host.",
                    Default: "",
                    Secret: true
                ),
                new(
                    "confirm",
                    "Who confirms the release: gate leaves it to health-gate, self confirms it once the site has proven it.",
                    Default: "gate",
                    Allowed: Allowed.OneOf("gate", "self")
                ),
                new(
                    "backward-compatible",
                    "Whether the release before still works on the migrated database, as schema-drift-check says: yes, no or unknown.",
                    Default: "unknown",
                    Allowed: Allowed.OneOf("yes", "no", "unknown")
                ),
                Rehearse,
                new(
                    "backup-s3-key-id",
                    "Access key of the bucket the manifest copies backups to.",
                    Default: "",
                    Secret: true
                ),
                new("backup-s3-secret", "Secret key of that bucket.", Default: "", Secret: true),
                LeaseWait,
                PlanOnly,
                PlanExitCode,
            ],
            Outputs,
            DeploySlot.TellAsync
        ),
        new(
            "health-gate",
            "Watch the live release after a switch, and take it back if it sickens.",
            IsAction: true,
            [
                new(
                    "replay",
                    "Recording of a bake (`.tsh/health-gate.ndjson`) to judge again by this manifest, without any network.",
                    Default: ""
                ),
                Manifest,
                Environment with
                {
                    Unless = "replay",
                },
                SshKey with
                {
                    Unless = "replay",
                },
                new(
                    "release",
                    "Release the live slot must answer with; empty means whatever it holds.",
                    Default: ""
                ),
                new(
                    "on-failure",
                    "What a failing release gets: rollback takes it back, report only says so.",
                    Default: "rollback",
                    Allowed: Allowed.OneOf("rollback", "report")
                ),
                LeaseWait,
                PlanOnly,
            ],
            [
                .. Outputs,
                new("action", "What the gate did: promote, hold or rollback."),
                new("reason", "Why, in one line: the value, the limit, and how much was measured."),
            ],
            HealthGate.TellAsync
        ),
        new(
            "rollback",
            "Give the traffic back to an earlier release.",
            IsAction: true,
            [
                Manifest,
                Environment,
                SshKey,
                new("target", "Release to go back to; empty means the one before.", Default: ""),
                new("reason", "Why, shown in the summary.", Default: ""),
                new(
                    "force",
                    "Shut out a run that is at work, and go back also to what was taken back before or may not fit the database.",
                    Default: "false",
                    Switch: true
                ),
                Rehearse,
                LeaseWait,
                PlanOnly,
                PlanExitCode,
            ],
            Outputs,
            Rollback.TellAsync
        ),
        new(
            "schema-drift-check",
            "Compare the database schemas of staging and production, without ever writing to either.",
            IsAction: true,
            [
                Manifest,
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
                new(
                    "sarif",
                    "Path of the SARIF file for code scanning, relative to the workspace."
                ),
                new("report", "Path of the JSON report, relative to the workspace."),
            ],
            SchemaDriftCheck.TellAsync
        ),
        new(
            "record",
            "Keep GitHub's record of a deployment: begin it, and end it as it ended.",
            IsAction: true,
            [
                Manifest,
                Environment,
                GitHubToken,
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
                new("note", "For end: a line for people, cut to what GitHub keeps.", Default: ""),
            ],
            [
                new("verdict", "pass, warn, fail or inconclusive."),
                new("deployment", "Id of the record."),
                new("tree", "Git tree of the commit: the same files have the same tree."),
                new(
                    "previous-release",
                    "Release in the other slot, the one a rollback would take."
                ),
                new("report", "Path of the JSON report, relative to the workspace."),
            ],
            Record.TellAsync
        ),
        new(
            "setup",
            "Prepare a host once: folders, units, sudo rights, the site's files.",
            IsAction: false,
            [
                Manifest,
                Environment,
                SshKey,
                new("user", "A user of the host with root's rights.", Default: "root"),
                PlanOnly,
            ],
            [],
            Setup.TellAsync
        ),
        new(
            "recover",
            "Bring what a dead run left to its end, and believe nginx where records disagree with it.",
            IsAction: false,
            [
                Manifest,
                Environment,
                SshKey,
                new("force", "Shut out a run that is at work.", Default: "false", Switch: true),
                LeaseWait,
            ],
            [],
            Recover.TellAsync
        ),
        new(
            "status",
            "Say which slot is live, what each holds, and who answers for the site.",
            IsAction: false,
            [Manifest, Environment, SshKey],
            [],
            Status.TellAsync
        ),
        new(
            "doctor",
            "Look whether each host has all that a deployment needs, and say the fix of what is missing.",
            IsAction: false,
            [
                Manifest,
                Environment,
                SshKey,
                new(
                    "report",
                    "Path to write what was found to as JSON, relative to the workspace; empty writes none.",
                    Default: ""
                ),
            ],
            [],
            Doctor.TellAsync
        ),
    ];
}
