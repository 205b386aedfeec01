namespace TshActions.Core.Calibration;

/// <summary>A service as its probes see it when nothing is wrong, and how it is watched.</summary>
/// <param name="Interval">Between ticks.</param>
/// <param name="Ticks">Of the bake.</param>
/// <param name="Timeout">No answer is waited for longer; what would take longer is a silence.</param>
public sealed record ServiceModel(
    IReadOnlyList<Endpoint> Endpoints,
    TimeSpan Interval,
    int Ticks,
    TimeSpan Timeout
)
{
    /// <summary>The share of single answers, 0 to 1, that are errors on either slot for no reason of the release's.</summary>
    public double Failing { get; init; }

    /// <summary>Taken from the old slot before the switch, per endpoint.</summary>
    public int BaselineSamples { get; init; } = 30;

    /// <summary>What the new slot says it is.</summary>
    public string Release { get; init; } = "new";

    public string OldRelease { get; init; } = "old";

    /// <summary>Error records per tick in either slot's log, on average.</summary>
    public double LogErrors { get; init; }

    /// <summary>Percentages in use, by name.</summary>
    public IReadOnlyDictionary<string, double> Gauges { get; init; } =
        new Dictionary<string, double>();
}

/// <summary>One probe and the latencies it sees: lognormal, which is how services' latencies look.</summary>
/// <param name="Category">Of the gate's response times.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="Sigma">Standard deviation of the natural logarithm; 0.5 is usual, 1.0 a heavy tail.</param>
public sealed record Endpoint(string Name, string Category, double Median, double Sigma);
