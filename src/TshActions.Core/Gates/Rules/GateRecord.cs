using TshActions.Core.Checks;
using TshActions.Core.Ticks;

namespace TshActions.Core.Gates.Rules;

/// <summary>One gate of one host, as a report shows it.</summary>
/// <param name="Recording">What was measured.</param>
/// <param name="Ruling">What the judge made of it; null before the switch, or when the run ended before.</param>
/// <param name="Checks">Checks asked before the switch.</param>
public sealed record GateRecord(
    string Host,
    Recording Recording,
    Ruling? Ruling,
    IReadOnlyList<CheckResult> Checks
);
