using System.Globalization;

namespace TshActions.Core.Gates.Rules;

/// <summary>A probe's answers against the times of its category: above critical too often, or above warning.</summary>
/// <param name="usual">The median of before; null where it is not known.</param>
internal sealed class Latency(
    LatencyRule rule,
    string probe,
    Category category,
    double? usual,
    TimeSpan from
) : IRule
{
    private readonly Window _critical = new(rule.Limit);
    private readonly Window _warning = new(rule.Limit);
    private bool _told;

    public IEnumerable<Reason> Add(TickView tick)
    {
        var sample = tick.Tick.At >= from ? tick.Sample(probe) : null;
        var critical = sample?.Milliseconds > category.Critical;
        // As slow as the old slot is, and was, is no fault of the new one; a person should know it all the same.
        var ours = !(usual > category.Critical) && !AsSlow(tick);
        var broken = _critical.Add(critical && ours);
        var slow = _warning.Add(sample?.Milliseconds > category.Warning);
        if (broken)
            yield return Of(
                ConsequenceGravity.Of(rule.Consequence),
                "critical",
                category.Critical,
                _critical
            );
        else if (slow && !_told)
        {
            _told = true;
            yield return Of(Gravity.Warn, "warning", category.Warning, _warning);
        }

        Reason Of(Gravity gravity, string tier, double limit, Window window) =>
            new(
                "latency",
                rule.Consequence is Consequence.Report ? Gravity.Note : gravity,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{probe} took {sample!.Milliseconds:0} ms, above its {tier} time of {limit:0} ms in {window}"
                ),
                tick.Number
            );
    }

    private bool AsSlow(TickView tick) =>
        tick.Tick.Control.TryGetValue(probe, out var control)
            ? !control.Ok || control.Milliseconds > category.Critical
            : tick.Excuses(probe);
}
