namespace TshActions.Rig.Load.Long;

/// <summary>How many long requests of each kind are in flight at any time, and how long each takes.</summary>
public sealed record LongPlan(Uri Site)
{
    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(20);

    public int OfEachKind { get; init; } = 4;

    /// <summary>Beyond <see cref="Lasts"/>; one that has not ended by then counts as cut.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    internal Uri At(string path) => new(Site, path);
}
