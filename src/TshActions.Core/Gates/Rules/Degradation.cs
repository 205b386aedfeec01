using System.Globalization;
using TshActions.Core.Statistics;

namespace TshActions.Core.Gates.Rules;

/// <summary>
/// An endpoint answers several times slower than the old slot did under the same traffic. A sign test: at a true slowdown
/// of just that ratio half of the answers are above it, whatever the distribution; one timeout moves nothing. M of N must
/// agree with a CUSUM of the same signs, which remembers the quick answers before: a service that is twice as slow, with a
/// heavy tail or an unlucky baseline, has its runs of slow answers too (docs/adr/0011).
/// </summary>
internal sealed class Degradation : IRule
{
    private readonly DegradationRule _rule;
    private readonly TimeSpan _from;
    private readonly string _probe;
    private readonly IReadOnlyList<double> _baseline;
    private readonly double _median;
    private readonly double _slow;
    private readonly Window _ticks;

    // Half of the answers slow, as at the ratio itself, against a fifth, as at half of it.
    private readonly Cusum _signs = new(0.2, 0.5, double.PositiveInfinity);
    private readonly List<double> _seen = [];

    /// <param name="from">Answers before this are warm-up.</param>
    public Degradation(
        DegradationRule rule,
        string probe,
        IReadOnlyList<double> baseline,
        TimeSpan from
    )
    {
        (_rule, _probe, _baseline, _from) = (rule, probe, baseline, from);
        _ticks = new Window(rule.Limit);
        _median = OrderStatistics.Median(baseline)!.Value;
        _slow =
            rule.RatioAbove
            * (rule.Strict ? OrderStatistics.UpperMedianLimit(baseline, 0.95)!.Value : _median);
    }

    public string Probe => _probe;

    /// <summary>Of the medians, of what was seen since the warm-up to the baseline; null before there is enough.</summary>
    public double? Ratio =>
        _seen.Count < Baseline.Fewest ? null : OrderStatistics.Median(_seen) / _median;

    public IEnumerable<Reason> Add(TickView tick)
    {
        var slow = false;
        if (tick.Tick.At >= _from && tick.Sample(_probe) is { } sample)
        {
            if (sample.Ok)
                _seen.Add(sample.Milliseconds);
            slow = sample.Milliseconds > _slow;
            if (!slow || !Excused(tick))
                _signs.Add(slow ? 1 : 0, 1);
            else
                slow = false;
        }

        if (_ticks.Add(slow) && _signs.Sum >= Enough)
            yield return new(
                "degradation",
                ConsequenceGravity.Of(_rule.Consequence),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_probe} took more than {_slow:0} ms, {_rule.RatioAbove:0.#} × the {_median:0} ms of before, in {_ticks}{Evidence()}"
                ),
                tick.Number
            );
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (_seen.Count < Baseline.Fewest)
            yield break;
        // What was slow at the end stays slow; what was slow in the beginning is over.
        var late = _seen.Skip(_seen.Count / 2).ToList();
        var compared = RankComparison.Of(_baseline, late, 0.99)!;
        yield return new(
            "degradation",
            compared.Low > Worth ? Gravity.Warn : Gravity.Note,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_probe}: {compared.Ratio:0.00} × of before (99 % CI {compared.Low:0.00}–{compared.High:0.00}, n = {late.Count} and {_baseline.Count})"
            ),
            0
        );
    }

    // What six slow answers in a row give.
    private const double Enough = 5.4;

    // A quarter slower, beyond doubt, is worth a word.
    private const double Worth = 1.25;

    /// <summary>The old slot is as slow right now, here or, where it was not asked this, anywhere.</summary>
    private bool Excused(TickView tick) =>
        tick.Tick.Control.TryGetValue(_probe, out var control)
            ? !control.Ok || control.Milliseconds > _slow
            : tick.Excuses(_probe);

    private string Evidence()
    {
        if (_seen.Count < Baseline.Fewest)
            return "";
        var compared = RankComparison.Of(_baseline, [.. _seen.TakeLast(12)])!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; {compared.Ratio:0.0} × of before (95 % CI {compared.Low:0.0}–{compared.High:0.0})"
        );
    }
}
