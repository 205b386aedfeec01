namespace TshActions.Core.Calibration;

/// <summary>How one configuration of the gate judges one service: how often wrongly, what it finds and how soon.</summary>
/// <param name="Healthy">Bakes of a release as good as the old one, by how often both fail anyway.</param>
/// <param name="Sick">Bakes of releases that sicken once the warm-up is over.</param>
public sealed record CalibrationResult(
    IReadOnlyList<FalseAlarms> Healthy,
    IReadOnlyList<Detection> Sick,
    ErrorTargetReach? Target,
    IReadOnlyList<P95Reach> P95
);

/// <param name="Failing">Share of answers, 0 to 1, that are errors on either slot.</param>
/// <param name="Upper">The share taken back is below this, at 95 %.</param>
public sealed record FalseAlarms(double Failing, int Bakes, int TakenBack, double Upper);

/// <param name="Found">Of the bakes, taken back after the trouble began.</param>
/// <param name="Median">From the begin of the trouble to the end of the tick that decided; null when none was found.</param>
/// <param name="Late">95 % of those found were found by then.</param>
public sealed record Detection(
    string Trouble,
    int Bakes,
    int Found,
    TimeSpan? Median,
    TimeSpan? Late
);

/// <summary>Whether a bake of probes alone can show that the share of errors is below the target.</summary>
/// <param name="Needed">Answers without an error that show it, at 95 %.</param>
/// <param name="Answers">Of a bake.</param>
public sealed record ErrorTargetReach(double Target, long Needed, long Answers)
{
    public bool IsReached => Answers >= Needed;
}

/// <summary>Whether a bake of probes alone can show a category's p95.</summary>
/// <param name="Usual">The 95th percentile of the category's slowest probe, in milliseconds, when nothing is wrong.</param>
public sealed record P95Reach(
    string Category,
    double Below,
    long Needed,
    long Answers,
    double Usual
)
{
    public bool IsReached => Answers >= Needed && Usual < Below;
}
