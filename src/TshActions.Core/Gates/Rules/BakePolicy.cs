namespace TshActions.Core.Gates.Rules;

/// <summary>What the judge of a bake goes by.</summary>
/// <param name="InitialDelay">Latencies count from here on; errors count from the first tick.</param>
/// <param name="MinCoverage">The share of expected ticks, 0 to 1, that must have measured the new slot.</param>
/// <param name="ConsecutiveErrors">More ticks in a row without a measurement leave the bake undecided, unless it is measured again.</param>
/// <param name="CategoryOf">Of each probe at the slot; what is not named here and seen in a tick is a read.</param>
/// <param name="Edge">Names of the probes through the site.</param>
/// <param name="OnInconclusive">What follows at the end of a bake that shows nothing.</param>
public sealed record BakePolicy(
    TimeSpan Bake,
    TimeSpan InitialDelay,
    TimeSpan Interval,
    double MinCoverage,
    int ConsecutiveErrors,
    GateAction OnInconclusive,
    IReadOnlyDictionary<string, Category> Categories,
    IReadOnlyDictionary<string, string> CategoryOf,
    IReadOnlyList<string> Edge,
    ErrorRateRule? ErrorRate,
    DegradationRule? Degradation,
    FailingForRule? FailingFor,
    P95Rule? P95,
    LatencyRule? Latency,
    RestartRule? Restarts,
    LogRule? Logs,
    IReadOnlyList<GaugeRule> Gauges,
    IReadOnlyDictionary<string, CheckMeaning> Checks
)
{
    /// <summary>Ticks of a whole bake.</summary>
    public int Ticks => Math.Max(1, (int)Math.Round(Bake / Interval));

    /// <summary>Of a probe. Where nobody said it, the name tells: `health`, `write`, `search2`; else it is a read.</summary>
    public string Category(string probe) =>
        CategoryOf.TryGetValue(probe, out var named)
            ? named
            : Categories.Keys.FirstOrDefault(
                category => probe.StartsWith(category, StringComparison.Ordinal),
                "read"
            );
}
