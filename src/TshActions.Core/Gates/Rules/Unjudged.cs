namespace TshActions.Core.Gates.Rules;

/// <summary>A rule that lacks what it would judge by.</summary>
internal sealed class Unjudged(string rule, string why) : IRule
{
    public IEnumerable<Reason> Add(TickView tick) => [];

    public IEnumerable<Reason> AtEnd() => [new(rule, Gravity.Warn, why, 0)];
}
