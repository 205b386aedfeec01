using TshActions.Core.Checks;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Gates;

/// <summary>What must hold before a slot may take traffic, and after it did.</summary>
/// <param name="Interval">From one tick's begin to the next's.</param>
/// <param name="Timeout">Of one probe.</param>
/// <param name="Checks">What is looked at as a whole, in the order of the preset and the file.</param>
/// <param name="Bake">The rules of the bake; its length is the environment's.</param>
public sealed record GatePolicy(
    IReadOnlyList<Probe> Probes,
    TimeSpan Interval,
    TimeSpan Timeout,
    IReadOnlyList<Check> Checks,
    BaselinePolicy Baseline,
    PreSwitchPolicy PreSwitch,
    PostSwitchPolicy PostSwitch,
    BakePolicy Bake
);

/// <summary>How the old slot is measured just before the switch.</summary>
/// <param name="Samples">Of each probe; 0: it is not measured.</param>
/// <param name="Pace">From one sample to the next.</param>
public sealed record BaselinePolicy(int Samples, TimeSpan Pace);

/// <param name="CleanTicks">This many clean ticks in a row let the slot take traffic.</param>
/// <param name="Deadline">After this long without them the slot is refused.</param>
public sealed record PreSwitchPolicy(int CleanTicks, TimeSpan Deadline)
{
    /// <summary>Every tick must be clean for this long; the clean ticks are those it takes.</summary>
    public TimeSpan MinimumSuccess { get; init; }
}

/// <param name="Bake">How long both slots stay up under the gate's eyes after the switch.</param>
/// <param name="Failures">This many failing ticks among the last <paramref name="Of"/> fail the release, inclusive.</param>
/// <param name="MinCoverage">The share of expected ticks, 0 to 1, that must have measured something for a pass.</param>
public sealed record PostSwitchPolicy(TimeSpan Bake, int Failures, int Of, double MinCoverage);
