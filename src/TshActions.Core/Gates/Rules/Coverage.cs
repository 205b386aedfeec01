using System.Globalization;

namespace TshActions.Core.Gates.Rules;

/// <summary>
/// How much of the bake was seen. What was not measured is never a pass: a hole warns, and too many holes leave the bake
/// undecided.
/// </summary>
internal sealed class Coverage(IReadOnlyList<string> probes)
{
    private readonly Dictionary<string, int> _learned = probes.ToDictionary(
        probe => probe,
        _ => 0,
        StringComparer.Ordinal
    );
    private int _ticks;
    private int _traffic;
    private int _unread;
    private int _controls;

    /// <summary>Ticks in which every probe was measured.</summary>
    public int Whole { get; private set; }

    /// <summary>Ticks in a row, up to now, without any measurement.</summary>
    public int Dark { get; private set; }

    public void Add(TickView tick)
    {
        _ticks++;
        var whole = probes.Count > 0;
        foreach (var probe in probes)
            if (tick[probe] is Answer.Good or Answer.Bad)
                _learned[probe]++;
            else
                whole = false;
        if (whole)
            Whole++;
        Dark = tick.Measured ? 0 : Dark + 1;
        if (tick.Clients is not null)
            _traffic++;
        else if (tick.Number > 1)
            _unread++;
        if (tick.ControlSeen)
            _controls++;
    }

    public IEnumerable<Reason> AtEnd(BakePolicy policy)
    {
        if (Dark > policy.ConsecutiveErrors)
            yield return new(
                "coverage",
                Gravity.Inconclusive,
                $"nothing was measured in the last {Dark} ticks (at most {policy.ConsecutiveErrors})",
                0
            );
        var (worst, learned) =
            _learned.Count is 0 ? ("", 0)
            : _learned.MinBy(pair => pair.Value) is var least ? (least.Key, least.Value)
            : default;
        var share = (double)learned / policy.Ticks;
        if (learned is 0 || share < policy.MinCoverage)
            yield return new(
                "coverage",
                Gravity.Inconclusive,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(worst.Length > 0 ? worst : "nothing")} was measured in {learned} of {policy.Ticks} ticks ({share:0.#%}, at least {policy.MinCoverage:0.#%})"
                ),
                0
            );
        else if (Whole < policy.Ticks)
            yield return new(
                "coverage",
                Gravity.Warn,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Whole} of {policy.Ticks} ticks measured everything ({(double)Whole / policy.Ticks:0.#%}); {worst} was measured in {learned}"
                ),
                0
            );
        if (_traffic > 0 && _unread > 0)
            yield return new(
                "traffic",
                Gravity.Warn,
                $"the access log was not read in {_unread} ticks",
                0
            );
        if (_controls > 0 && _controls < _ticks)
            yield return new(
                "control",
                Gravity.Warn,
                $"the old slot was not asked in {_ticks - _controls} ticks",
                0
            );
    }
}
