namespace TshActions.Core.Gates.Rules;

/// <summary>What a broken rule leads to.</summary>
public enum Consequence
{
    /// <summary>The release is taken back, where that can help.</summary>
    Rollback,

    /// <summary>A person is told.</summary>
    Warn,

    /// <summary>It stands in the report and has no effect (a dry run).</summary>
    Report,
}

/// <summary>Too many answers are errors. `/health` probes do not count.</summary>
/// <param name="Target">Share that should not be passed; told as shown, not shown, or broken. It never fails a release.</param>
/// <param name="Critical">Share that takes the release back: the alternative of the CUSUM.</param>
/// <param name="Tolerated">Share that is still healthy: the CUSUM's null hypothesis.</param>
/// <param name="Threshold">Of the CUSUM, in units of the log-likelihood ratio.</param>
/// <param name="Limit">Bad ticks that suffice by themselves: errors come in bursts.</param>
public sealed record ErrorRateRule(
    double Target,
    double Critical,
    double Tolerated,
    double Threshold,
    Limit Limit,
    Consequence Consequence
);

/// <summary>An endpoint answers much slower than the old slot did before the switch.</summary>
/// <param name="RatioAbove">Of the baseline's median; "more than 300 % slower" is 4.0.</param>
/// <param name="Strict">Against the baseline median's upper 95 % limit instead.</param>
public sealed record DegradationRule(
    double RatioAbove,
    Limit Limit,
    bool Strict,
    Consequence Consequence
);

/// <summary>The health probes fail for longer than this in all, within a trailing window, and do so now.</summary>
/// <param name="ClearAfter">So many good answers in a row end a span of failing.</param>
public sealed record FailingForRule(
    TimeSpan LongerThan,
    TimeSpan Within,
    int ClearAfter,
    Consequence Consequence
);

/// <summary>95 % of a category's answers come within this time: slow answers as a Bernoulli share of 5 %.</summary>
/// <param name="MinSamples">Fewer say nothing; 59 is the least that can show it.</param>
public sealed record P95Rule(TimeSpan Below, int MinSamples, Consequence Consequence);

/// <summary>Answers above their category's critical time; above its warning time it warns.</summary>
public sealed record LatencyRule(Limit Limit, Consequence Consequence);

/// <summary>The slot's processes were started anew more often than this during the bake.</summary>
public sealed record RestartRule(int Max, Consequence Consequence);

/// <summary>The new slot logs more errors than the old one did.</summary>
/// <param name="Limit">Ticks with errors that make it more than a burst.</param>
public sealed record LogRule(Limit Limit, Consequence Consequence);

/// <summary>Something is used up to more than this.</summary>
/// <param name="Below">Percent.</param>
public sealed record GaugeRule(string Name, double Below, Limit Limit, Consequence Consequence)
{
    /// <summary>What the kernel counts for the slot's own processes; not every host does.</summary>
    internal bool IsOfSlot => Name.StartsWith("slot-", StringComparison.Ordinal);
}
