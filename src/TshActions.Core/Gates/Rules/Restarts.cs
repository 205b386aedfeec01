namespace TshActions.Core.Gates.Rules;

/// <summary>
/// The slot's processes were started anew. Counted by how far the counter rose, because a crash loop that is looked at
/// in its running moments shows nothing else.
/// </summary>
internal sealed class Restarts(RestartRule rule) : IRule
{
    private int? _last;
    private int _seen;
    private int _missing;

    public IEnumerable<Reason> Add(TickView tick)
    {
        if (tick.Tick.Gap || tick.Tick.Restarts is not { } now)
        {
            _missing += tick.Tick.Gap ? 0 : 1;
            yield break;
        }

        // What falls over because both slots have lost what they need is not at fault.
        if (_last is { } before && now > before && !tick.Tick.Control.Values.Any(old => !old.Ok))
            _seen += now - before;
        _last = now;
        if (_seen > rule.Max)
            yield return new(
                "restarts",
                ConsequenceGravity.Of(rule.Consequence),
                $"started anew {_seen} times since the switch (at most {rule.Max})",
                tick.Number
            );
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (_last is null || _missing > 0)
            yield return new(
                "restarts",
                Gravity.Warn,
                _last is null
                    ? "restarts were not measured"
                    : $"restarts were not measured in {_missing} ticks",
                0
            );
        if (_seen is > 0 && _seen <= rule.Max)
            yield return new("restarts", Gravity.Warn, $"started anew {_seen} times", 0);
    }
}
