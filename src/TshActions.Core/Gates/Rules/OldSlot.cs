namespace TshActions.Core.Gates.Rules;

/// <summary>The slot to go back to must live; when it does not, a person must know before they need it.</summary>
internal sealed class OldSlot(Limit limit) : IRule
{
    private readonly Window _dead = new(limit);
    private bool _told;

    public IEnumerable<Reason> Add(TickView tick)
    {
        if (!_dead.Add(tick is { Measured: true, OldIsDead: true }) || _told)
            yield break;
        _told = true;
        yield return new(
            "old-slot",
            Gravity.Warn,
            $"the old slot does not answer: there is no release to go back to ({_dead})",
            tick.Number
        );
    }
}
