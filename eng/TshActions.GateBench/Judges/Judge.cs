using TshActions.Core.Ticks;

namespace TshActions.GateBench.Judges;

/// <summary>Watches a bake tick by tick and says how it ends.</summary>
/// <param name="baseline">Latencies before the switch in milliseconds, by endpoint.</param>
public delegate Decision Judge(
    IReadOnlyDictionary<string, IReadOnlyList<double>> baseline,
    IReadOnlyList<Tick> ticks
);

/// <summary>How a bake ended.</summary>
/// <param name="Tick">The tick it was decided in, counted from 0.</param>
public sealed record Decision(Outcome Outcome, int Tick);

public enum Outcome
{
    Keep,

    /// <summary>Nothing was shown, or going back would not help: a person is asked.</summary>
    Hold,
    Rollback,
}
