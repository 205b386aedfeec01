namespace TshActions.Verbs;

/// <summary>What moves traffic or watches it.</summary>
internal static class TrafficVerbs
{
    public static readonly Verb DeploySlot = new(
        "deploy-slot",
        "Deploy a release to the idle slot, gate it there, and switch traffic to it.",
        IsAction: true,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.SshKey,
            new(
                "release",
                "Id of the release: letters, digits, dots, underscores, hyphens.",
                Default: "${{ github.sha }}"
            ),
            new("path", "Folder that holds the release, relative to the workspace.", Default: "."),
            Shared.Image,
            new("registry-user", "User of the registry, if it wants one.", Default: ""),
            new("registry-password", "Password or token of that user.", Default: "", Secret: true),
            Shared.EnvironmentFile,
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
            Shared.Rehearse,
            new(
                "backup-s3-key-id",
                "Access key of the bucket the manifest copies backups to.",
                Default: "",
                Secret: true
            ),
            new("backup-s3-secret", "Secret key of that bucket.", Default: "", Secret: true),
            Shared.LeaseWait,
            Shared.PlanOnly,
            Shared.PlanExitCode,
        ],
        [
            .. Shared.Outputs,
            new("live-since", "When clients got it, for record's input of that name."),
        ],
        Verbs.DeploySlot.TellAsync
    );

    public static readonly Verb HealthGate = new(
        "health-gate",
        "Watch the live release after a switch, and take it back if it sickens.",
        IsAction: true,
        [
            new(
                "replay",
                "Recording of a bake (`.tsh/health-gate.ndjson`) to judge again by this manifest, without any network.",
                Default: ""
            ),
            Shared.Manifest,
            Shared.Environment with
            {
                Unless = "replay",
            },
            Shared.SshKey with
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
            Shared.LeaseWait,
            Shared.PlanOnly,
        ],
        [
            .. Shared.Outputs,
            new("action", "What the gate did: promote, hold or rollback."),
            new("reason", "Why, in one line: the value, the limit, and how much was measured."),
        ],
        Verbs.HealthGate.TellAsync
    );

    public static readonly Verb Rollback = new(
        "rollback",
        "Give the traffic back to an earlier release.",
        IsAction: true,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.SshKey,
            new("target", "Release to go back to; empty means the one before.", Default: ""),
            new("reason", "Why, shown in the summary.", Default: ""),
            new(
                "force",
                "Shut out a run that is at work, and go back also to what was taken back before or may not fit the database.",
                Default: "false",
                Switch: true
            ),
            Shared.Rehearse,
            Shared.LeaseWait,
            Shared.PlanOnly,
            Shared.PlanExitCode,
        ],
        [.. Shared.Outputs, new("began", "When it began, for record's input of that name.")],
        Verbs.Rollback.TellAsync
    );
}
