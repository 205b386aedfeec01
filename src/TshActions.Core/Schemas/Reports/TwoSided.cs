using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Fixes;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>Rows where nothing but the two sides themselves says what should be.</summary>
internal static class TwoSided
{
    /// <param name="between">Reference: production; looked at: staging.</param>
    /// <param name="guilty">The side that is held against a snapshot.</param>
    public static IEnumerable<DriftRow> Rows(
        IReadOnlyList<Difference> between,
        Side guilty,
        Catalog production,
        Catalog staging
    )
    {
        var renames = Renames.Of(between, production, staging);
        return ThreeWay
            .OfTwo(between, guilty)
            .Zip(
                between,
                (standing, difference) =>
                    Row(standing, difference, renames.Hint(difference.Id), production, staging)
            );
    }

    public static DriftRow Row(
        Standing standing,
        Difference difference,
        string? hint,
        Catalog production,
        Catalog staging
    ) =>
        new(
            standing,
            Findings.Of(
                standing,
                standing.Guilty is Side.Production ? Findings.Turned(difference) : difference,
                hint
            ),
            OnProduction: FixSql.Of(Findings.Turned(difference), staging, production),
            OnStaging: FixSql.Of(difference, production, staging)
        );
}
