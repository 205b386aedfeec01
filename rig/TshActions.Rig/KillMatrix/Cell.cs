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
    public string Name =>
        Step.Length is 0 ? $"{Play.Name} · {Fault.Name}" : $"{Play.Name} · {Where} · {Fault.Name}";

    public string Where => Moment is Moment.Begin ? $"in {Step}" : $"after {Step}";

    /// <summary>Whether this line of the log is the one to strike at.</summary>
    public bool IsStruckBy(string line) =>
        Step.Length > 0
        && line.StartsWith(
            $"{(Moment is Moment.Begin ? "→" : "✓")} {Step}",
            StringComparison.Ordinal
        );

    public bool IsOfLastStep => Step == Play.Steps[^1];

    /// <summary>Every cell there is: each play once without a fault, then each step, at its begin and after it, with each fault.</summary>
    public static IReadOnlyList<Cell> All { get; } =
    [
        .. Play.All.Select(play => new Cell(play, Fault.None, "", Moment.Begin)),
        .. from play in Play.All
        from step in play.Struck
        from moment in Enum.GetValues<Moment>()
        from fault in Fault.All
        where fault.Strikes(play)
        select new Cell(play, fault, step, moment),
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
