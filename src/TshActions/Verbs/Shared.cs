namespace TshActions.Verbs;

/// <summary>Inputs and outputs that several verbs have: one name, one meaning.</summary>
internal static class Shared
{
    public static readonly Input Manifest = new(
        "manifest",
        "Path of the manifest, relative to the workspace.",
        Default: ".github/tsh.yml"
    );

    public static readonly Input Environment = new(
        "environment",
        "Environment of the manifest to work on.",
        Required: true
    );

    public static readonly Input SshKey = new(
        "ssh-key",
        "Private key of the user that connects.",
        Required: true,
        Secret: true
    );

    public static readonly Input GitHubToken = new(
        "github-token",
        "Token for GitHub's API.",
        Default: "${{ github.token }}",
        Secret: true
    );

    public static readonly Input EnvironmentFile = new(
        "env-file",
        "Content of the application's environment file, KEY=VALUE lines; empty keeps the one on the host.",
        Default: "",
        Secret: true
    );

    public static readonly Input Image = new(
        "image",
        "For docker slots: image by digest, or an archive made by `docker save`, relative to the workspace.",
        Default: ""
    );

    public static readonly Input PlanOnly = new(
        "plan-only",
        "Show the plan and stop before the first change.",
        Default: "false",
        Switch: true
    );

    public static readonly Input PlanExitCode = new(
        "plan-exit-code",
        "With plan-only: exit code 1 when there is something to do, 0 when there is nothing.",
        Default: "false",
        Switch: true
    );

    public static readonly Input LeaseWait = new(
        "lease-wait",
        "Seconds to wait while another run works on the same environment.",
        Default: "60",
        Allowed: Allowed.Seconds(0, 3600)
    );

    public static readonly Input Rehearse = new(
        "rehearse",
        "Do everything but the switch, then give the slot back.",
        Default: "false",
        Switch: true
    );

    public static readonly IReadOnlyList<Output> Outputs =
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
}
