using System.Globalization;

namespace TshActions.Core.Gates.Rules;

/// <summary>Something of the host, of the slot, or of what both slots share is used up.</summary>
internal sealed class GaugeWatch(GaugeRule rule) : IRule
{
    private readonly Window _ticks = new(rule.Limit);
    private int _measured;
    private int _missing;
    private double _peak;
    private bool _told;

    public IEnumerable<Reason> Add(TickView tick)
    {
        double? value =
            !tick.Tick.Gap && tick.Tick.Gauges.TryGetValue(rule.Name, out var read) ? read : null;
        if (value is not null)
            _measured++;
        else if (tick.HasPast)
            _missing++;
        _peak = Math.Max(_peak, value ?? 0);
        if (!_ticks.Add(value > rule.Below) || _told)
            yield break;
        _told = rule.Consequence is not Consequence.Rollback;
        yield return new(
            rule.Name,
            ConsequenceGravity.Of(rule.Consequence),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{value:0.#} %, above {rule.Below:0.#} % in {_ticks}"
            ),
            tick.Number
        );
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (_measured is 0 && rule is { IsOfSlot: true, Consequence: not Consequence.Rollback })
            yield return new(
                rule.Name,
                Gravity.Note,
                "cannot be measured on this host: it does not count what the slot's processes use",
                0
            );
        else if (_measured is 0 || _missing > 0)
            yield return new(
                rule.Name,
                Gravity.Warn,
                _measured is 0 ? "was not measured" : $"was not measured in {_missing} ticks",
                0
            );
        else
            yield return new(
                rule.Name,
                Gravity.Note,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"at most {_peak:0.#} %, limit {rule.Below:0.#} %"
                ),
                0
            );
    }
}
