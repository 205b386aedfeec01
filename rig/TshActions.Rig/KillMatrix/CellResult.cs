namespace TshActions.Rig.KillMatrix;

/// <summary>What became of one cell.</summary>
public sealed record CellResult(Cell Cell, IReadOnlyList<string> Troubles, TimeSpan Took)
{
    public bool Held => Troubles.Count is 0;

    /// <summary>Of the struck run; null when nothing is known of it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>From the strike to the end of the run.</summary>
    public TimeSpan? EndedAfter { get; init; }

    /// <summary>From the end of the run until the host had nothing unfinished any more.</summary>
    public TimeSpan? SettledAfter { get; init; }

    /// <summary>From the strike until traffic was back in the release before, by the host's own clock.</summary>
    public TimeSpan? BackAfter { get; init; }

    public string Outcome { get; init; } = "";

    public long Requests { get; init; }

    /// <summary>Requests lost to the fault itself.</summary>
    public long Excused { get; init; }

    /// <summary>What the struck run and its followers said, for a red cell.</summary>
    public string Log { get; init; } = "";

    public string Text =>
        $"{(Held ? "✓" : "✗")} {Cell.Name} · {Took.TotalSeconds:0} s · exit {ExitCode?.ToString() ?? "–"}{After(EndedAfter, " after")}{After(BackAfter, ", traffic back after")}{After(SettledAfter, ", settled after")}{(Outcome.Length > 0 ? $" ({Outcome})" : "")} · {Requests} requests{(Excused > 0 ? $", {Excused} lost to the fault itself" : "")}"
        + string.Concat(Troubles.Select(trouble => $"\n    ✗ {trouble}"));

    private static string After(TimeSpan? time, string word) =>
        time is { } known ? $"{word} {known.TotalSeconds:0.0} s" : "";
}
