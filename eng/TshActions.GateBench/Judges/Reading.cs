using TshActions.Core.Ticks;

namespace TshActions.GateBench.Judges;

/// <summary>A tick as the peers' metrics see it: the new slot, all probes alike.</summary>
internal static class Reading
{
    public static double ErrorShare(Tick tick) =>
        (double)tick.Probes.Values.Count(sample => !sample.Ok) / tick.Probes.Count;

    /// <summary>The mean over the endpoints of how many times as long as the baseline's mean they took.</summary>
    public static double MeanRatio(Tick tick, IReadOnlyDictionary<string, double> means) =>
        tick.Probes.Average(probe => probe.Value.Milliseconds / means[probe.Key]);

    public static Dictionary<string, double> Means(
        IReadOnlyDictionary<string, IReadOnlyList<double>> baseline
    ) => baseline.ToDictionary(one => one.Key, one => one.Value.Average());
}
