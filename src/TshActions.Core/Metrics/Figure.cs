namespace TshActions.Core.Metrics;

/// <summary>The six that the team tracks, in the order of its checklist.</summary>
public enum FigureKind
{
    DeploymentFrequency,
    DeploymentDuration,
    SuccessRate,
    RollbackRate,
    RecoveryTime,
    ChangeFailureRate,
}

public enum Standing
{
    /// <summary>Nothing was measured. No data is never a pass, and no failure either.</summary>
    Unknown,
    Met,
    Missed,
}

public enum Trend
{
    /// <summary>Too little was measured to look for one.</summary>
    Untold,

    /// <summary>No difference that chance would not explain, or none to act on.</summary>
    Same,
    Better,
    Worse,
}

/// <summary>What was measured in one window.</summary>
/// <param name="Value">A week's deployments, seconds, or a share from 0 to 1; null where <paramref name="N"/> is 0.</param>
/// <param name="N">Deployments it was measured on.</param>
/// <param name="Count">Of a share: how many of them.</param>
/// <param name="High90">Of a duration: nine of ten took at most so long.</param>
public sealed record Measured(double? Value, int N, int? Count = null, double? High90 = null);

/// <summary>One figure with its target and what it was before.</summary>
/// <param name="Before">Of the window before.</param>
public sealed record Figure(FigureKind Kind, Measured Now, Measured Before)
{
    /// <summary>Of deployments in each window, that a difference may be called a trend.</summary>
    public const int FewestForTrend = 5;

    /// <summary>A difference that nobody would act on, as a share of what was before.</summary>
    private const double Slight = 0.1;

    public double Target => FigureTargets.Of(Kind);

    public Standing Standing =>
        Now.Value is { } value
            ? Meets(value)
                ? Standing.Met
                : Standing.Missed
            : Standing.Unknown;

    /// <summary>Null where it is no share.</summary>
    public LikelyShare? Likely => LikelyShare.Of(Now);

    /// <summary>Whether so few deployments could have come out on the other side of the target by chance.</summary>
    public bool InDoubt => Likely is { } likely && Meets(likely.Low) != Meets(likely.High);

    public Trend Trend =>
        Now.Value is not { } now || Before.Value is not { } before || TooFew ? Trend.Untold
        : IsAlike(now, before) ? Trend.Same
        : now > before == FigureTargets.MoreIsBetter(Kind) ? Trend.Better
        : Trend.Worse;

    // A share that the other window could have had as well has not changed, nor has one deployment more changed much.
    private bool IsAlike(double now, double before) =>
        Likely is { } likely && LikelyShare.Of(Before) is { } was
            ? likely.Holds(before) || was.Holds(now)
            : (Kind is FigureKind.DeploymentFrequency && Math.Abs(Now.N - Before.N) <= 1)
                || Math.Abs(now - before) <= Slight * before;

    // Of how many there were, the larger number bears the difference.
    private bool TooFew =>
        (
            Kind is FigureKind.DeploymentFrequency
                ? Math.Max(Now.N, Before.N)
                : Math.Min(Now.N, Before.N)
        ) < FewestForTrend;

    private bool Meets(double value) =>
        Kind switch
        {
            // Its lower end: who deploys more often than asked for has missed nothing.
            FigureKind.DeploymentFrequency => value >= Target,
            FigureKind.SuccessRate => value > Target,
            _ => value < Target,
        };
}
