using TshActions.Core.Statistics;

namespace TshActions.Core.Gates.Rules;

/// <summary>How the old slot answered while it carried the traffic, just before the switch.</summary>
/// <param name="Milliseconds">The latencies of each probe's good answers.</param>
public sealed record Baseline(IReadOnlyDictionary<string, IReadOnlyList<double>> Milliseconds)
{
    /// <summary>Fewer samples say too little of a median to take a release back by it.</summary>
    public const int Fewest = 8;

    public static Baseline None { get; } = new(new Dictionary<string, IReadOnlyList<double>>());

    /// <summary>The samples of one probe, or null where there are too few of them.</summary>
    public IReadOnlyList<double>? Of(string probe) =>
        Milliseconds.TryGetValue(probe, out var samples) && samples.Count >= Fewest
            ? samples
            : null;

    public double? Median(string probe) =>
        Of(probe) is { } samples ? OrderStatistics.Median(samples) : null;
}
