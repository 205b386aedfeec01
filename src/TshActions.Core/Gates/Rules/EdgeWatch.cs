namespace TshActions.Core.Gates.Rules;

/// <summary>
/// Probes through the site. They fail the release only where the release itself gave the wrong answer; a site that does
/// not answer while the slot does is a matter of nginx, the certificate or our own network.
/// </summary>
internal sealed class EdgeWatch(string probe, Limit limit) : IRule
{
    private readonly Window _bad = new(limit);
    private readonly Window _shared = new(limit);
    private int _wrong;
    private int _measured;
    private int _missing;

    public IEnumerable<Reason> Add(TickView tick)
    {
        var answer = tick.AtEdge(probe);
        if (answer is not Answer.Missing)
            _measured++;
        else if (!tick.Tick.Gap)
            _missing++;
        if (answer is Answer.Bad or Answer.Shared)
            _wrong++;
        var why = answer is Answer.Good or Answer.Missing
            ? ""
            : tick.Tick.Edge[probe].Why ?? "another release answered";
        if (_bad.Add(answer is Answer.Bad))
            yield return new(
                "site",
                Gravity.Fail,
                $"{probe} failed through the site in {_bad}: {why}",
                tick.Number
            );
        if (_shared.Add(answer is Answer.Shared or Answer.Stranger))
            yield return new(
                "site",
                Gravity.Shared,
                $"{probe} failed through the site in {_shared}, and not by the slot's own answer: {why}",
                tick.Number
            );
    }

    public IEnumerable<Reason> AtEnd()
    {
        if (_measured is 0)
            yield return new("site", Gravity.Warn, $"{probe} was never asked through the site", 0);
        else if (_wrong > 0 || _missing > 0)
            yield return new(
                "site",
                Gravity.Warn,
                _wrong > 0
                    ? $"{probe} failed {_wrong} times through the site"
                    : $"{probe} was not asked through the site in {_missing} ticks",
                0
            );
    }
}
