namespace TshActions.Core.Gates;

/// <summary>What must hold before a slot may take traffic, and after it did.</summary>
/// <param name="Interval">From one tick's begin to the next's.</param>
/// <param name="Timeout">Of one probe.</param>
public sealed record GatePolicy(
    IReadOnlyList<Probe> Probes,
    TimeSpan Interval,
    TimeSpan Timeout,
    PreSwitchPolicy PreSwitch,
    PostSwitchPolicy PostSwitch
);

/// <param name="CleanTicks">This many clean ticks in a row let the slot take traffic.</param>
/// <param name="Deadline">After this long without them the slot is refused.</param>
public sealed record PreSwitchPolicy(int CleanTicks, TimeSpan Deadline);

/// <param name="Bake">How long both slots stay up under the gate's eyes after the switch.</param>
/// <param name="Failures">This many failing ticks among the last <paramref name="Of"/> fail the release, inclusive.</param>
/// <param name="MinCoverage">The share of expected ticks, 0 to 1, that must have measured something for a pass.</param>
public sealed record PostSwitchPolicy(TimeSpan Bake, int Failures, int Of, double MinCoverage);
