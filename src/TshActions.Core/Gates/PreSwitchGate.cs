namespace TshActions.Core.Gates;

/// <summary>Folds the ticks of a candidate slot into a judgement. Closed: whatever is not a pass blocks.</summary>
public static class PreSwitchGate
{
    /// <param name="elapsed">Since the gate began.</param>
    public static Judgement Judge(
        PreSwitchPolicy policy,
        IReadOnlyList<Tick> ticks,
        TimeSpan elapsed
    )
    {
        var clean = ticks
            .Reverse()
            .TakeWhile(tick => tick.Measurement is Measurement.Successful)
            .Count();
        var last = ticks.Count is 0 ? 0 : ticks[^1].Number;
        if (clean >= policy.CleanTicks)
            return new Judgement.Decided(
                Verdict.Pass,
                GateAction.Promote,
                clean is 1 ? "a clean tick" : $"{clean} clean ticks in a row",
                last
            );

        if (elapsed < policy.Deadline)
            return new Judgement.KeepWatching($"{clean} of {policy.CleanTicks} clean ticks");

        return ticks.Any(tick => tick.Measurement is not Measurement.Error)
            ? new Judgement.Decided(
                Verdict.Fail,
                GateAction.Block,
                $"not {policy.CleanTicks} clean ticks in a row within {policy.Deadline.TotalSeconds:0} s; last: {Trouble(ticks) ?? "clean"}",
                last
            )
            : new Judgement.Decided(
                Verdict.Inconclusive,
                GateAction.Block,
                $"nothing could be measured within {policy.Deadline.TotalSeconds:0} s; last: {Trouble(ticks) ?? "no tick"}",
                last
            );
    }

    private static string? Trouble(IReadOnlyList<Tick> ticks) =>
        ticks is [.., { Trouble: { Length: > 0 } trouble }] ? trouble : null;
}
