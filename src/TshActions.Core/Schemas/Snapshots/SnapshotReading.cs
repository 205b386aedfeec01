namespace TshActions.Core.Schemas.Snapshots;

/// <summary>What a snapshot says, or everything that is wrong with it.</summary>
/// <param name="Catalog">Null where there is any problem.</param>
public sealed record SnapshotReading(Catalog? Catalog, IReadOnlyList<SnapshotProblem> Problems);

/// <param name="Line">Counted from 1.</param>
public sealed record SnapshotProblem(int Line, string What, string Fix)
{
    public override string ToString() => $"line {Line}: {What}; {Fix}";
}
