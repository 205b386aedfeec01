using TshActions.Core.Preflight;

namespace TshActions.Manifest;

/// <summary>What must hold before anything is deployed.</summary>
/// <param name="Rows">Weight by a line's id.</param>
/// <param name="ProofExpiry">How long a pass in the required environment proves anything.</param>
/// <param name="Checks">Names that must be among the commit's checks.</param>
/// <param name="Variables">Names that must be set in the application's environment file.</param>
/// <param name="Manual">Lines for people.</param>
public sealed record PreflightSpec(
    IReadOnlyDictionary<string, RowWeight> Rows,
    TimeSpan ProofExpiry,
    IReadOnlyList<string> Checks,
    IReadOnlyList<string> Variables,
    IReadOnlyList<string> CriticalPaths,
    string Changelog,
    IReadOnlyList<string> Manual
)
{
    public RowWeight Weight(RowSpec row) => Rows[row.Id];
}
