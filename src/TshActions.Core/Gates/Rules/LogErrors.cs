using System.Globalization;
using TshActions.Core.Statistics;

namespace TshActions.Core.Gates.Rules;

/// <summary>
/// The new slot logs errors in tick after tick, and more of them than the old one: given their sum, the new slot's part
/// is binomial with its share of the time watched.
/// </summary>
internal sealed class LogErrors(LogRule rule) : IRule
{
    private const double Doubt = 0.01;

    private readonly Window _ticks = new(rule.Limit);
    private readonly Queue<int> _last = new();
    private long _old;
    private int _oldTicks;
    private int _measured;
    private int _missing;
    private bool _told;

    public IEnumerable<Reason> Add(TickView tick)
    {
        int? errors = tick.Tick.Gap ? null : tick.Tick.LogErrors;
        if (errors is not null)
            _measured++;
        else if (tick.HasPast)
            _missing++;
        if (!tick.Tick.Gap && tick.Tick.OldLogErrors is { } old)
        {
            _old += old;
            _oldTicks++;
        }

        _last.Enqueue(errors ?? 0);
        if (_last.Count > rule.Limit.Of)
            _last.Dequeue();
        if (!_ticks.Add(errors > 0) || _told || !MoreThanOld())
            yield break;
        _told = rule.Consequence is not Consequence.Rollback;
        yield return new(
            "logs",
            ConsequenceGravity.Of(rule.Consequence),
            string.Create(
                CultureInfo.InvariantCulture,
                $"errors in {_ticks}: {_last.Sum()} records, against {_old} of the old slot in {_oldTicks} ticks"
            ),
            tick.Number
        );
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (_measured is 0 || _missing > 0)
            yield return new(
                "logs",
                Gravity.Warn,
                _measured is 0
                    ? "the log was not read"
                    : $"the log was not read in {_missing} ticks",
                0
            );
        // What it was compared with is less than it could have been.
        else if (_oldTicks > 0 && _oldTicks < _measured)
            yield return new(
                "logs",
                Gravity.Warn,
                $"the old slot's log was not read in {_measured - _oldTicks} ticks",
                0
            );
    }

    // Without the old slot's log its silence is taken for granted, for as long as the new one was looked at.
    private bool MoreThanOld()
    {
        long mine = _last.Sum();
        var share = (double)_last.Count / (_last.Count + (_oldTicks > 0 ? _oldTicks : _measured));
        return Binomial.AtLeast((int)mine, (int)(mine + _old), share) < Doubt;
    }
}
