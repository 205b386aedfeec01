namespace TshActions.Rig.KillMatrix;

/// <summary>When a step is struck: as its first line is heard, or right after its last one.</summary>
public enum Moment
{
    Begin,
    After,
}

/// <summary>One cell of the matrix.</summary>
/// <param name="Step">Begin of the title; empty where nothing is struck.</param>
public sealed record Cell(Play Play, Fault Fault, string Step, Moment Moment)
{
    private static readonly string[] Begun = ["→"];
    private static readonly string[] Ended = ["✓", "✗"];

    /// <summary>Whether the slots are containers; else they are units.</summary>
    public bool InContainers { get; init; }

    public string Runtime => InContainers ? "docker" : "systemd";

    public string Name =>
        string.Join(
            " · ",
            new[] { InContainers ? Runtime : "", Play.Name, Step.Length is 0 ? "" : Where }
                .Where(part => part.Length > 0)
                .Append(Fault.Name)
        );

    public string Where => Moment is Moment.Begin ? $"in {Step}" : $"after {Step}";

    /// <summary>Whether this line of the log is the one to strike at. A bake that finds a sick release ends too.</summary>
    public bool IsStruckBy(string line) =>
        Step.Length > 0
        && (Moment is Moment.Begin ? Begun : Ended).Any(mark =>
            line.StartsWith($"{mark} {Step}", StringComparison.Ordinal)
        );

    public bool IsOfLastStep => Step == Play.Steps[^1];

    /// <summary>With units: each play once without a fault, then each step, at its begin and after it, with each fault.</summary>
    public static IReadOnlyList<Cell> OnUnits { get; } = [.. Every(inContainers: false)];

    /// <summary>Every cell there is, the same with containers behind those with units.</summary>
    public static IReadOnlyList<Cell> All { get; } = [.. OnUnits, .. Every(inContainers: true)];

    /// <summary>
    /// With containers only the steps that another runtime changes: what does not touch a slot is the same for both.
    /// </summary>
    public static IReadOnlyList<Cell> Usual { get; } =
    [
        .. All.Where(cell =>
            !cell.InContainers
            || (
                (cell.Play == Play.DeployForGate || cell.Play == Play.Rollback)
                && cell.Step is "" or "Upload" or "Start" or "Switch" or "Prove"
            )
        ),
    ];

    private static IEnumerable<Cell> Every(bool inContainers) =>
        [
            .. Play.All.Select(play => new Cell(play, Fault.None, "", Moment.Begin)
            {
                InContainers = inContainers,
            }),
            .. from play in Play.All
            from step in play.Struck
            from moment in Enum.GetValues<Moment>()
            from fault in Fault.All
            where fault.Strikes(play) && (inContainers || !fault.NeedsContainers)
            select new Cell(play, fault, step, moment) { InContainers = inContainers },
        ];

    /// <summary>So many of these cells, the same for the same seed.</summary>
    public static IReadOnlyList<Cell> Sample(IReadOnlyList<Cell> cells, int seed, int count)
    {
        // Only to choose tests with: nobody must be unable to guess them.
#pragma warning disable CA5394
        var random = new Random(seed);
        var shuffled = cells.ToArray();
        random.Shuffle(shuffled);
#pragma warning restore CA5394
        return [.. shuffled.Take(count)];
    }
}
