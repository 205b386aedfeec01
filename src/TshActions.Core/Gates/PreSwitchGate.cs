using TshActions.Core.Ticks;

namespace TshActions.Core.Gates;

/// <summary>Folds the ticks of a candidate slot into a judgement. Closed: whatever is not a pass blocks.</summary>
public static class PreSwitchGate
{
    /// <param name="release">That must answer.</param>
    /// <param name="elapsed">Since the gate began.</param>
    public static Judgement Judge(
        PreSwitchPolicy policy,
        string release,
        IReadOnlyList<Tick> ticks,
        TimeSpan elapsed
    )
    {
        var measured = ticks.Select(tick => Measuring.Of(tick, release)).ToList();
        var clean = measured
            .AsEnumerable()
            .Reverse()
            .TakeWhile(measurement => measurement is Measurement.Successful)
            .Count();
        if (clean >= policy.CleanTicks)
            return new Judgement.Decided(
                Verdict.Pass,
                GateAction.Promote,
                clean is 1 ? "a clean tick" : $"{clean} clean ticks in a row",
                ticks.Count
            );

        if (elapsed < policy.Deadline)
            return new Judgement.KeepWatching($"{clean} of {policy.CleanTicks} clean ticks");

        var last = ticks.Count > 0 ? Measuring.Trouble(ticks[^1], release) : "";
        return measured.Any(measurement => measurement is not Measurement.Error)
            ? new Judgement.Decided(
                Verdict.Fail,
                GateAction.Block,
                $"not {policy.CleanTicks} clean ticks in a row within {policy.Deadline.TotalSeconds:0} s; last: {(last.Length > 0 ? last : "clean")}",
                ticks.Count
            )
            : new Judgement.Decided(
                Verdict.Inconclusive,
                GateAction.Block,
                $"nothing could be measured within {policy.Deadline.TotalSeconds:0} s; last: {(last.Length > 0 ? last : "no tick")}",
                ticks.Count
            );
    }
}
