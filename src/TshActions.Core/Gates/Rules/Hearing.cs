using TshActions.Core.Ticks;

namespace TshActions.Core.Gates.Rules;

/// <summary>One bake being judged, tick after tick.</summary>
internal sealed class Hearing(BakePolicy policy, BakeCase bake, Track track)
{
    private readonly IReadOnlyList<IRule> _rules = RuleSet.Of(policy, bake, track.Probes);
    private readonly Dictionary<(string, string, Gravity), Reason> _reasons = [];
    private readonly Coverage _coverage = new(track.Probes);
    private TickView? _last;
    private int _bad;
    private int _shared;

    /// <summary>The ruling, once a tick decides the bake.</summary>
    public Ruling? Hear(Tick tick)
    {
        _last = new TickView((_last?.Number ?? 0) + 1, tick, bake.Release);
        if (Stranger(_last) is { } stranger)
            return Final(Verdict.Inconclusive, GateAction.Hold, stranger);
        switch (_last.Worst(track.Probes))
        {
            case Answer.Bad:
                _bad++;
                break;
            case Answer.Shared:
                _shared++;
                break;
        }

        _coverage.Add(_last);
        foreach (var rule in _rules)
        foreach (var reason in rule.Add(_last))
            if (reason.Gravity is Gravity.Fail)
                return Fail(reason);
            else
                Keep(reason);
        return null;
    }

    /// <summary>Nothing is decided yet.</summary>
    public Ruling SoFar()
    {
        var heaviest = _reasons.Values.Select(reason => reason.Gravity).DefaultIfEmpty().Max();
        return Rule(
            heaviest switch
            {
                Gravity.Shared or Gravity.Inconclusive => Verdict.Inconclusive,
                _ when _coverage.Dark > policy.ConsecutiveErrors => Verdict.Inconclusive,
                Gravity.Warn => Verdict.Warn,
                _ => Verdict.Pass,
            },
            GateAction.Hold,
            isFinal: false
        );
    }

    public Ruling AtEnd()
    {
        foreach (var reason in _rules.SelectMany(rule => rule.AtEnd()))
            Keep(reason);
        foreach (var reason in _coverage.AtEnd(policy))
            Keep(reason);
        return _reasons.Values.Select(reason => reason.Gravity).DefaultIfEmpty().Max() switch
        {
            Gravity.Shared => Rule(Verdict.Inconclusive, GateAction.Hold, isFinal: true),
            Gravity.Inconclusive => Rule(
                Verdict.Inconclusive,
                policy.OnInconclusive is GateAction.Rollback && !bake.HasOldSlot
                    ? GateAction.Hold
                    : policy.OnInconclusive,
                isFinal: true
            ),
            Gravity.Warn => Rule(Verdict.Warn, GateAction.Promote, isFinal: true),
            _ => Rule(Verdict.Pass, GateAction.Promote, isFinal: true),
        };
    }

    /// <summary>
    /// The release is at fault. Going back needs something to go back to, and both failing at this moment is no such
    /// thing.
    /// </summary>
    private Ruling Fail(Reason reason) =>
        bake.HasOldSlot && !_last!.OldIsDead
            ? Final(Verdict.Fail, GateAction.Rollback, reason)
            : Final(
                Verdict.Fail,
                GateAction.Hold,
                reason with
                {
                    Text =
                        $"{reason.Text}; {(bake.HasOldSlot ? "the old slot does not answer either" : "there is no release to go back to")}",
                }
            );

    private Ruling Final(Verdict verdict, GateAction action, Reason reason)
    {
        Keep(reason);
        return Rule(verdict, action, isFinal: true);
    }

    private Reason? Stranger(TickView tick)
    {
        foreach (var (probe, sample) in tick.Tick.Probes)
            if (!tick.Tick.Gap && tick.IsStranger(sample))
                return new(
                    "identity",
                    Gravity.Inconclusive,
                    $"{probe} was answered by release {sample.Version}, not by {bake.Release}: the wrong slot is being probed, or somebody deployed into it",
                    tick.Number
                );
        return null;
    }

    // Said once per rule and subject; the first time is when it happened.
    private void Keep(Reason reason) =>
        _reasons.TryAdd((reason.Rule, reason.Tick is 0 ? reason.Text : "", reason.Gravity), reason);

    private Ruling Rule(Verdict verdict, GateAction action, bool isFinal) =>
        new(
            verdict,
            action,
            isFinal,
            _last?.Number ?? 0,
            _last?.Tick.At ?? TimeSpan.Zero,
            [
                .. _reasons
                    .Values.OrderByDescending(reason => reason.Gravity)
                    .ThenBy(reason => reason.Tick is 0 ? int.MaxValue : reason.Tick),
            ],
            Figures()
        );

    private Figures Figures()
    {
        var errors = _rules.OfType<ErrorRate>().FirstOrDefault();
        var slowest = _rules
            .OfType<Degradation>()
            .Where(rule => rule.Ratio is not null)
            .MaxBy(rule => rule.Ratio);
        return new Figures(
            track.Ticks.Count,
            _coverage.Whole,
            _bad,
            _shared,
            errors?.Requests ?? 0,
            errors?.Errors ?? 0,
            slowest is null ? null : new Slowdown(slowest.Probe, slowest.Ratio!.Value)
        );
    }
}
