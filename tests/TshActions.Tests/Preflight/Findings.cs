using TshActions.Core.Preflight;

namespace TshActions.Tests.Preflight;

internal static class Findings
{
    /// <summary>Good, bad, or null for what could not be told, with the evidence.</summary>
    public static (bool? Good, string Evidence) Judged(RowFinding finding) =>
        (
            finding switch
            {
                RowFinding.Good => true,
                RowFinding.Bad => false,
                _ => null,
            },
            finding.Evidence
        );
}
