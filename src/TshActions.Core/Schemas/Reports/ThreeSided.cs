using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Fixes;
using TshActions.Core.Schemas.Ignores;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>Rows where the migrations say what each side should be.</summary>
internal sealed class ThreeSided
{
    private readonly (Catalog Is, Catalog Should) _production;
    private readonly (Catalog Is, Catalog Should) _staging;
    private readonly IReadOnlyList<Difference> _ofProduction;
    private readonly IReadOnlyList<Difference> _ofStaging;
    private readonly IReadOnlyList<Difference> _between;
    private readonly IReadOnlyList<Difference> _pending;

    /// <param name="schemas">Globs of what is owned.</param>
    public ThreeSided(
        Catalog production,
        Catalog staging,
        Expectation.Known expected,
        IReadOnlyList<string> schemas
    )
    {
        var (before, _) = OwnedSchemas.Split(expected.Production, schemas);
        var (after, _) = OwnedSchemas.Split(expected.Staging, schemas);
        _production = (production, before);
        _staging = (staging, OwnedAs(after, expected.Owner, staging));
        _ofProduction = Compared(_production);
        _ofStaging = Compared(_staging);
        _between = Comparison.Of(production, staging);
        _pending = Comparison.Of(before, after);
    }

    /// <param name="guilty">The side that is held against a snapshot, for what migrations say nothing of.</param>
    public IEnumerable<DriftRow> Rows(Side guilty)
    {
        var production = ByKey(_ofProduction);
        var staging = ByKey(_ofStaging);
        var between = ByKey(_between);
        var renames = Renames
            .Of(_ofProduction, _production.Should, _production.Is)
            .Concat(Renames.Of(_ofStaging, _staging.Should, _staging.Is))
            .DistinctBy(rename => rename.Key)
            .ToDictionary();
        return ThreeWay
            .Of(_ofProduction, _ofStaging, [.. _between.Where(IsOfMigrations)], _pending)
            .Select(standing =>
            {
                var key = (standing.Id, standing.Attribute);
                var (ours, theirs) = (
                    production.GetValueOrDefault(key),
                    staging.GetValueOrDefault(key)
                );
                var hint = renames.Hint(standing.Id);
                return ours is null && theirs is null
                    ? Undrifted(standing, between[key], hint)
                    : new DriftRow(
                        standing,
                        Weighed(Findings.Of(standing, (ours ?? theirs)!, hint), standing),
                        OnProduction: Fix(ours, _production),
                        OnStaging: Fix(theirs, _staging)
                    );
            })
            .Concat(
                TwoSided.Rows(
                    [.. _between.Where(Beside.IsOfTheServer)],
                    guilty,
                    _production.Is,
                    _staging.Is
                )
            );
    }

    private DriftRow Undrifted(Standing standing, Difference difference, string? hint)
    {
        var row = TwoSided.Row(standing, difference, hint, _production.Is, _staging.Is);
        // What is pending is mended by the migration alone.
        return standing.Cause is Cause.Pending
            ? row with
            {
                OnProduction = null,
                OnStaging = null,
            }
            : row;
    }

    private static Finding Weighed(Finding finding, Standing standing) =>
        Beside.IsSetUp(standing)
            ? finding with
            {
                Severity = Severity.Info,
                Why = "both sides have it beside the migrations",
            }
            : finding;

    private static string? Fix(Difference? difference, (Catalog Is, Catalog Should) side) =>
        difference is null ? null : FixSql.Of(difference, side.Should, side.Is);

    private static IReadOnlyList<Difference> Compared((Catalog Is, Catalog Should) side) =>
        [.. Comparison.Of(side.Should, side.Is).Where(IsOfMigrations)];

    private static bool IsOfMigrations(Difference difference) => !Beside.IsOfTheServer(difference);

    // The same migrations make another's things where another runs them.
    private static Catalog OwnedAs(Catalog expected, string owner, Catalog side) =>
        RoleNames.CommonestOwner(side) is { } other && other != owner
            ? RoleNames.Renamed(expected, new Dictionary<string, string> { [owner] = other })
            : expected;

    private static Dictionary<(FactId, string?), Difference> ByKey(
        IEnumerable<Difference> differences
    ) => differences.ToDictionary(difference => (difference.Id, difference.Attribute));
}
