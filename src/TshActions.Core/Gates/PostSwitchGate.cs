namespace TshActions.Core.Gates;

/// <summary>Folds the ticks of a bake into a judgement: M failing ticks among the last N take the release back.</summary>
public static class PostSwitchGate
{
    /// <param name="interval">Between ticks; says how many ticks the whole bake should hold.</param>
    public static Judgement Judge(
        PostSwitchPolicy policy,
        TimeSpan interval,
        IReadOnlyList<Tick> ticks,
        TimeSpan elapsed
    )
    {
        if (FirstBreach(policy, ticks) is { } breach)
            return breach;

        var measured = ticks.Count(tick => tick.Measurement is not Measurement.Error);
        var failed = ticks.Count(tick => tick.Measurement is Measurement.Failed);
        if (elapsed < policy.Bake)
            return new Judgement.KeepWatching(
                $"{measured} tick{(measured is 1 ? "" : "s")} measured, {failed} failed"
            );

        var expected = Math.Max(1, (int)(policy.Bake / interval));
        var coverage = Math.Min(1, (double)measured / expected);
        var last = ticks.Count is 0 ? 0 : ticks[^1].Number;
        return measured is 0 || coverage < policy.MinCoverage
            ? new Judgement.Decided(
                Verdict.Inconclusive,
                GateAction.Hold,
                $"only {measured} of {expected} expected ticks measured anything ({coverage:P0} of at least {policy.MinCoverage:P0})",
                last
            )
            : new Judgement.Decided(
                failed is 0 ? Verdict.Pass : Verdict.Warn,
                GateAction.Promote,
                $"{measured} ticks over {policy.Bake.TotalSeconds:0} s, {failed} failed",
                last
            );
    }

    private static Judgement.Decided? FirstBreach(
        PostSwitchPolicy policy,
        IReadOnlyList<Tick> ticks
    )
    {
        for (var end = 1; end <= ticks.Count; end++)
        {
            var window = ticks.Skip(end - policy.Of).Take(Math.Min(end, policy.Of));
            var failing = window.Count(tick => tick.Measurement is Measurement.Failed);
            if (failing >= policy.Failures)
                return new Judgement.Decided(
                    Verdict.Fail,
                    GateAction.Rollback,
                    $"{failing} of the last {Math.Min(end, policy.Of)} ticks failed (limit {policy.Failures} of {policy.Of}); last: {ticks[end - 1].Trouble}",
                    ticks[end - 1].Number
                );
        }

        return null;
    }
}
