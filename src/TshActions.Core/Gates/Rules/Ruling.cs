namespace TshActions.Core.Gates.Rules;

/// <summary>What the judge says of a bake, or of what there is of it.</summary>
/// <param name="IsFinal">Whether it is decided: the bake is over, or ends here.</param>
/// <param name="Tick">The number of the tick that decided, counted from 1; for a whole bake its last one.</param>
/// <param name="At">When that tick was, since the bake began.</param>
/// <param name="Reasons">The heaviest first.</param>
public sealed record Ruling(
    Verdict Verdict,
    GateAction Action,
    bool IsFinal,
    int Tick,
    TimeSpan At,
    IReadOnlyList<Reason> Reasons,
    Figures Figures
)
{
    /// <summary>What decided, in one line.</summary>
    public string Why =>
        Reasons is [{ Gravity: > Gravity.Note } first, ..] ? first.Text : Figures.ToString();
}
