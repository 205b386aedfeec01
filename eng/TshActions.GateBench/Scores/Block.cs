namespace TshActions.GateBench.Scores;

/// <summary>All traces, drawn from one block of seeds.</summary>
/// <param name="Tallies">By judge and trace.</param>
public sealed record Block(string Name, IReadOnlyList<IReadOnlyList<Tally>> Tallies);
