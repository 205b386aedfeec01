using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;

namespace TshActions.GateBench.Scores;

/// <summary>What one judge made of many bakes of one trace.</summary>
/// <param name="Delays">From the onset to the end of the deciding tick, in ticks and in order; of rollbacks that were meant.</param>
/// <param name="TooSoon">Rollbacks before anything was wrong, of a release that sickened later.</param>
public sealed record Tally(
    Trace Trace,
    int Bakes,
    int Kept,
    int Held,
    int RolledBack,
    int TooSoon,
    IReadOnlyList<int> Delays
)
{
    /// <summary>Taken back though the release was not sick, or not yet.</summary>
    public int False =>
        Trace.Expected switch
        {
            Expected.Keep or Expected.Stay or Expected.Hold => RolledBack,
            Expected.Rollback => TooSoon,
            Expected.Grey => 0,
        };

    /// <summary>Kept, or held, though it had to go; or kept as good though nothing was shown.</summary>
    public int Missed =>
        Trace.Expected switch
        {
            Expected.Rollback => Kept + Held,
            Expected.Hold => Kept,
            Expected.Keep or Expected.Stay or Expected.Grey => 0,
        };

    public static Tally Of(
        Trace trace,
        IReadOnlyCollection<(Decision Decision, Jitter Jitter)> bakes
    )
    {
        var back = bakes.Where(bake => bake.Decision.Outcome is Outcome.Rollback).ToList();
        var delays = back.Select(bake =>
                bake.Decision.Tick - (trace.OnsetAfter(bake.Jitter) ?? 0) + 1
            )
            .Where(delay => delay > 0)
            .Order()
            .ToList();
        return new Tally(
            trace,
            bakes.Count,
            bakes.Count(bake => bake.Decision.Outcome is Outcome.Keep),
            bakes.Count(bake => bake.Decision.Outcome is Outcome.Hold),
            back.Count,
            back.Count - delays.Count,
            delays
        );
    }

    /// <summary>The delay that this share of rollbacks kept within.</summary>
    public TimeSpan? Delay(double share) =>
        Delays.Count is 0
            ? null
            : Delays[(int)Math.Ceiling(share * Delays.Count) - 1] * Traces.Service.Interval;
}
