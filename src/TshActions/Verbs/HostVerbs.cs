namespace TshActions.Verbs;

/// <summary>What a person at a terminal does to a host, or asks of it.</summary>
internal static class HostVerbs
{
    public static readonly Verb Setup = new(
        "setup",
        "Prepare a host once: folders, units, sudo rights, the site's files.",
        IsAction: false,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.SshKey,
            new("user", "A user of the host with root's rights.", Default: "root"),
            Shared.PlanOnly,
        ],
        [],
        Verbs.Setup.TellAsync
    );

    public static readonly Verb Recover = new(
        "recover",
        "Bring what a dead run left to its end, and believe nginx where records disagree with it.",
        IsAction: false,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.SshKey,
            new("force", "Shut out a run that is at work.", Default: "false", Switch: true),
            Shared.LeaseWait,
        ],
        [],
        Verbs.Recover.TellAsync
    );

    public static readonly Verb Status = new(
        "status",
        "Say which slot is live, what each holds, and who answers for the site.",
        IsAction: false,
        [Shared.Manifest, Shared.Environment, Shared.SshKey],
        [],
        Verbs.Status.TellAsync
    );

    public static readonly Verb Doctor = new(
        "doctor",
        "Look whether each host has all that a deployment needs, and say the fix of what is missing.",
        IsAction: false,
        [
            Shared.Manifest,
            Shared.Environment,
            Shared.SshKey,
            new(
                "report",
                "Path to write what was found to as JSON, relative to the workspace; empty writes none.",
                Default: ""
            ),
        ],
        [],
        Verbs.Doctor.TellAsync
    );
}
