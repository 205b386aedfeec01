namespace TshActions.Rig.Load;

/// <summary>A named moment of a run. What ended after it can be asked for on its own.</summary>
public sealed record LoadMark(string Name, TimeSpan At)
{
    internal int Index { get; init; }
}
