namespace TshActions.Core.Gates.Rules;

/// <summary>Folds the ticks of one bake, one after the other.</summary>
internal interface IRule
{
    /// <summary>What the rule says at this tick; a <see cref="Gravity.Fail"/> is final.</summary>
    IEnumerable<Reason> Add(TickView tick);

    /// <summary>What it says once the last tick is in.</summary>
    IEnumerable<Reason> AtEnd() => [];
}
