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
