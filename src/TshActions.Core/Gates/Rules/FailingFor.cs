namespace TshActions.Core.Gates.Rules;

/// <summary>
/// How long the health probes failed in all, within a trailing window. A span reaches from its first failure to the tick after its last
/// and ends after some good answers in a row, so that flapping adds up and one lucky answer does not clear it.
/// </summary>
/// <param name="interval">What failed is taken to fail until it is asked again.</param>
internal sealed class FailingFor(
    FailingForRule rule,
    IReadOnlyList<string> probes,
    TimeSpan interval
) : IRule
{
    private readonly List<(TimeSpan From, TimeSpan To)> _spans = [];
    private bool _open;
    private int _good;

    public IEnumerable<Reason> Add(TickView tick)
    {
        var at = tick.Tick.At;
        switch (tick.Worst(probes))
        {
            case Answer.Bad:
                _good = 0;
                if (_open)
                    _spans[^1] = (_spans[^1].From, at + interval);
                else
                    _spans.Add((at, at + interval));
                _open = true;
                var failing = Within(at + interval);
                if (failing > rule.LongerThan)
                    yield return new(
                        "failing-for",
                        ConsequenceGravity.Of(rule.Consequence),
                        $"{string.Join(", ", probes)} failed for {failing.TotalSeconds:0} s of the last {Math.Min(rule.Within.TotalSeconds, (at + interval).TotalSeconds):0} s (limit {rule.LongerThan.TotalSeconds:0} s): {tick.Sample(probes.First(probe => tick[probe] is Answer.Bad))!.Why ?? "failed"}",
                        tick.Number
                    );
                break;
            case Answer.Good when ++_good >= rule.ClearAfter:
                _open = false;
                break;
        }
    }

    public IEnumerable<Reason> AtEnd()
    {
        var worst = _spans.Select(span => span.To - span.From).DefaultIfEmpty().Max();
        if (worst > TimeSpan.Zero)
            yield return new(
                "failing-for",
                Gravity.Warn,
                $"{string.Join(", ", probes)} failed for {worst.TotalSeconds:0} s at a stretch (limit {rule.LongerThan.TotalSeconds:0} s)",
                0
            );
    }

    private TimeSpan Within(TimeSpan now)
    {
        var begin = now - rule.Within;
        var sum = TimeSpan.Zero;
        foreach (var (from, to) in _spans)
            if (to > begin)
                sum += to - (from > begin ? from : begin);
        return sum;
    }
}
