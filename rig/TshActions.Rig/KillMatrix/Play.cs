namespace TshActions.Rig.KillMatrix;

/// <summary>One way to run a verb, and the steps it tells on its way.</summary>
/// <param name="Steps">Begins of the titles a person reads, in their order; a run without a fault proves the list.</param>
/// <param name="Struck">Those of them to strike: a play that differs from another only in its end is struck only there.</param>
public sealed record Play(
    string Name,
    string Verb,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Struck
)
{
    private static readonly string[] Deploy =
    [
        "Connect",
        "Open the journal",
        "Upload",
        "Prepare",
        "Migrate",
        "Start",
        "Gate",
        "Switch",
        "Prove",
        "Drain",
    ];

    private static readonly string[] Warm =
    [
        "Connect",
        "Open the journal",
        "Check",
        "Switch",
        "Prove",
        "Drain",
        "Confirm",
    ];

    private static readonly string[] Named =
    [
        "Connect",
        "Open the journal",
        "Prepare",
        "Start",
        "Gate",
        "Switch",
        "Prove",
        "Drain",
        "Confirm",
    ];

    private static readonly string[] TakenBack =
    [
        "Connect",
        "Bake",
        "Switch back",
        "Clear",
        "Prove",
    ];

    /// <summary>Left to the gate, as a pipeline does it.</summary>
    public static Play DeployForGate { get; } =
        new("deploy-slot", "deploy-slot", [.. Deploy, "Leave"], [.. Deploy, "Leave"]);

    /// <summary>Confirmed by itself.</summary>
    public static Play DeployAlone { get; } =
        new(
            "deploy-slot self",
            "deploy-slot",
            [.. Deploy, "Confirm", "Remove"],
            ["Switch", "Prove", "Drain", "Confirm", "Remove"]
        );

    public static Play Gate { get; } =
        new(
            "health-gate",
            "health-gate",
            ["Connect", "Bake", "Confirm"],
            ["Connect", "Bake", "Confirm"]
        );

    /// <summary>The release sickens while it bakes.</summary>
    public static Play SickGate { get; } =
        new("health-gate sick", "health-gate", TakenBack, TakenBack[1..]);

    public static Play Rollback { get; } = new("rollback", "rollback", Warm, Warm);

    /// <summary>To a release that is in neither slot any more.</summary>
    public static Play NamedRollback { get; } =
        new(
            "rollback named",
            "rollback",
            Named,
            ["Prepare", "Start", "Gate", "Switch", "Prove", "Confirm"]
        );

    public static IReadOnlyList<Play> All { get; } =
    [DeployForGate, DeployAlone, Gate, SickGate, Rollback, NamedRollback];
}
