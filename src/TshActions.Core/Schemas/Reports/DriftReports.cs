using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Ignores;

namespace TshActions.Core.Schemas.Reports;

/// <summary>What is compared, and what is let pass.</summary>
/// <param name="Schemas">Globs of what is owned; empty: all.</param>
/// <param name="StagingRoles">Staging's names of roles with production's.</param>
public sealed record DriftPolicy(
    IReadOnlyList<string> Schemas,
    IReadOnlyDictionary<string, string> StagingRoles,
    Severity FailOn,
    IReadOnlyList<IgnoreRule> Ignore
);

/// <summary>One side as it was read.</summary>
public sealed record DriftSource(string Name, string Source, Catalog Catalog, bool IsLive);

/// <summary>From two catalogs to a report.</summary>
public static class DriftReports
{
    /// <param name="today">Rules end with their last day.</param>
    /// <param name="touched">The migration that last spoke of a thing.</param>
    /// <param name="expectation">Null where there are no migrations, or nobody wanted them asked.</param>
    public static DriftReport Of(
        DriftSource production,
        DriftSource staging,
        DriftPolicy policy,
        DateOnly today,
        Func<FactId, MigrationFile?>? touched = null,
        Expectation? expectation = null
    )
    {
        var (ours, elsewhere) = OwnedSchemas.Split(production.Catalog, policy.Schemas);
        var (theirs, besides) = OwnedSchemas.Split(
            RoleNames.Renamed(staging.Catalog, policy.StagingRoles),
            policy.Schemas
        );
        // A snapshot was committed by somebody who held it to be right.
        var guilty = (production.IsLive, staging.IsLive) switch
        {
            (true, false) => Side.Production,
            (false, true) => Side.Staging,
            _ => Side.Unknown,
        };
        var rows = (
            expectation is Expectation.Known known
                ? new ThreeSided(ours, theirs, known, policy.Schemas).Rows(guilty)
                : TwoSided.Rows(Comparison.Of(ours, theirs), guilty, ours, theirs)
        ).ToList();
        var ignores = IgnoreRules.Apply(
            [.. rows.Select(row => row.Finding)],
            [.. policy.Ignore, .. IgnorePresets.All],
            today
        );
        return new(
            Told(production),
            Told(staging),
            expectation is Expectation.Known had ? Told(had) : null,
            [
                .. rows.Zip(
                    ignores.Findings,
                    (row, finding) =>
                        row with
                        {
                            Finding = finding,
                            Touched = touched?.Invoke(row.Standing.Id),
                        }
                ),
            ],
            ignores,
            policy.FailOn,
            // An empty database has a few things of its own, too, and proves nothing.
            ours.Facts.Keys.Union(theirs.Facts.Keys).Count(id => id.Schema.Length > 0),
            Most(elsewhere, besides),
            (expectation as Expectation.Unknown)?.Why
        );
    }

    private static DriftSide Told(DriftSource source) =>
        new(source.Name, source.Source, source.Catalog.Head);

    private static DriftSide Told(Expectation.Known known) =>
        new(
            "migrations",
            known.Source,
            known.Production.Head with
            {
                Database = "empty before",
                Revisions =
                [
                    .. (known.Production.Head.Revisions ?? [])
                        .Concat(known.Staging.Head.Revisions ?? [])
                        .Distinct(),
                ],
            }
        );

    private static Dictionary<string, int> Most(
        IReadOnlyDictionary<string, int> one,
        IReadOnlyDictionary<string, int> other
    ) =>
        one.Concat(other)
            .GroupBy(schema => schema.Key, StringComparer.Ordinal)
            .ToDictionary(schema => schema.Key, schema => schema.Max(count => count.Value));
}
