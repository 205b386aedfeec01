using System.Globalization;
using TshActions.Core.Statistics;

namespace TshActions.Core.Gates.Rules;

/// <summary>
/// "95 % of answers within T" is "at most 5 % are slower than T": shown, broken or not demonstrated by the
/// Clopper-Pearson bounds of the slow share. A sample percentile of some dozen answers shows neither.
/// </summary>
internal sealed class P95(
    P95Rule rule,
    string category,
    IReadOnlyList<string> probes,
    TimeSpan from
) : IRule
{
    private const double Share = 0.05;

    // Looked at in each tick, so that it must be beyond doubt in all of them together.
    private const double DoubtAtOnce = 0.0001;
    private const double DoubtAtEnd = 0.01;

    private long _answers;
    private long _slow;

    public IEnumerable<Reason> Add(TickView tick)
    {
        if (tick.Tick.At >= from)
            foreach (var probe in probes)
                if (tick.Sample(probe) is { Ok: true } sample)
                {
                    _answers++;
                    if (sample.Milliseconds > rule.Below.TotalMilliseconds)
                        _slow++;
                }

        if (
            rule.Consequence is Consequence.Rollback
            && _answers >= rule.MinSamples
            && ErrorBounds.Lower(_slow, _answers, DoubtAtOnce) > Share
        )
            yield return new("p95", Gravity.Fail, Broken(DoubtAtOnce), tick.Number);
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (ErrorBounds.Lower(_slow, _answers, DoubtAtEnd) > Share)
            yield return new(
                "p95",
                rule.Consequence is Consequence.Report ? Gravity.Note : Gravity.Warn,
                Broken(DoubtAtEnd),
                0
            );
        else
            yield return new(
                "p95",
                Gravity.Note,
                _answers >= rule.MinSamples && ErrorBounds.Upper(_slow, _answers, Share) < Share
                    ? $"{category}: p95 below {rule.Below.TotalMilliseconds:0} ms, shown ({_slow} of {_answers} answers slower)"
                    : $"{category}: p95 below {rule.Below.TotalMilliseconds:0} ms was not demonstrated ({_slow} of {_answers} answers slower)",
                0
            );
    }

    private string Broken(double doubt) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{category}: p95 above {rule.Below.TotalMilliseconds:0} ms: {_slow} of {_answers} answers were slower, at least {ErrorBounds.Lower(_slow, _answers, doubt):0.#%}, and 5 % may be"
        );
}
