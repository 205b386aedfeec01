namespace TshActions.Rig.Load;

public enum LoadEnd
{
    StillRunning,
    Stopped,
    MaxDuration,
    MaxRequests,
}

/// <summary>What clients saw from one moment of a run to another. A request belongs to the interval it ended in.</summary>
public sealed record LoadResult(string Name, TimeSpan From, TimeSpan To, LoadEnd End)
{
    internal LoadResult(
        string name,
        TimeSpan from,
        TimeSpan to,
        LoadEnd end,
        IReadOnlyDictionary<(string Method, Outcome Outcome), long> counts
    )
        : this(name, from, to, end) => Counts = counts;

    /// <summary>Counts alone, of no particular time: what a verdict is given on.</summary>
    public static LoadResult Of(
        IReadOnlyDictionary<(string Method, Outcome Outcome), long> counts
    ) => new("", TimeSpan.Zero, TimeSpan.Zero, LoadEnd.Stopped, counts);

    /// <summary>Every method of the mix with every outcome, zeros included.</summary>
    public IReadOnlyDictionary<(string Method, Outcome Outcome), long> Counts { get; } =
        new Dictionary<(string, Outcome), long>();

    /// <summary>In the order of their first answer.</summary>
    public IReadOnlyList<ReleaseAnswers> Releases { get; init; } = [];

    /// <summary>The first of them, in the order of time; <see cref="Failed"/> counts all.</summary>
    public IReadOnlyList<LoadFailure> Failures { get; init; } = [];

    /// <summary>Latencies of whole answers; zero when there were none.</summary>
    public TimeSpan P50 { get; init; }

    public TimeSpan P99 { get; init; }

    public TimeSpan Max { get; init; }

    /// <summary>Connections opened, or tried to.</summary>
    public long Connects { get; init; }

    /// <summary>Kept connections the server had closed in good time: reconnected, no failure.</summary>
    public long FoundClosed { get; init; }

    public TimeSpan Duration => To - From;

    public long Requests => Counts.Values.Sum();

    public long Failed => Requests - Count(Outcome.Ok);

    public IEnumerable<string> Methods => Counts.Keys.Select(key => key.Method).Distinct();

    public double RequestsPerSecond =>
        Duration > TimeSpan.Zero ? Requests / Duration.TotalSeconds : 0;

    public long Count(Outcome outcome) =>
        Counts.Where(pair => pair.Key.Outcome == outcome).Sum(pair => pair.Value);

    public long Count(string method, Outcome outcome) =>
        Counts.GetValueOrDefault((method, outcome));

    /// <summary>Null when no answer of this release came in this interval.</summary>
    public ReleaseAnswers? AnswersOf(string release) =>
        Releases.FirstOrDefault(seen => seen.Release == release);
}
