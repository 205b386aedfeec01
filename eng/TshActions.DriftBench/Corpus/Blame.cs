using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Reports;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.DriftBench.Corpus;

/// <summary>
/// Takes a pair's first schema for what the migrations make, and its second one for a side that drifted: which side that is
/// must come out, and no difference may get lost on the way.
/// </summary>
internal static class Blame
{
    private static readonly DriftPolicy All = new(
        [],
        new Dictionary<string, string>(),
        Severity.Info,
        []
    );

    /// <returns>What is wrong; null where all is right.</returns>
    public static string? Wrong(Catalog should, Catalog drifted) =>
        Wrong(should, drifted, should, Cause.OnlyProduction)
        ?? Wrong(should, should, drifted, Cause.OnlyStaging)
        ?? Wrong(should, drifted, drifted, Cause.BothAlike);

    private static string? Wrong(
        Catalog should,
        Catalog production,
        Catalog staging,
        Cause expected
    )
    {
        // As whoever owns most of production runs them.
        var owner = RoleNames.CommonestOwner(production) ?? "postgres";
        var made = RoleNames.Renamed(
            should,
            new Dictionary<string, string>
            {
                [RoleNames.CommonestOwner(should) ?? "postgres"] = owner,
            }
        );
        var rows = DriftReports
            .Of(
                new("production", "live", production, IsLive: true),
                new("staging", "live", staging, IsLive: true),
                All,
                DateOnly.MinValue,
                expectation: new Expectation.Known(made, made, owner, "corpus")
            )
            .Rows;
        var told = rows.Select(row => (row.Standing.Id, row.Standing.Attribute)).ToHashSet();
        return rows.FirstOrDefault(row =>
                row.Standing.Cause != expected
                && row.Standing.Cause is not Cause.Unknown
                && !IsOfOwners(row)
            )
                is { } other
                ? $"{other.Standing.Id} {other.Standing.Attribute} is {other.Standing.Cause}, not {expected}"
            : Comparison
                .Of(production, staging)
                .FirstOrDefault(one => !told.Contains((one.Id, one.Attribute)))
                is { } lost
                ? $"{lost.Id} {lost.Attribute} is told of two sides and not of three"
            : expected is not Cause.BothAlike
            && rows.Count > 0
            && rows.All(row =>
                row.Standing.Cause is Cause.Unknown
                && !IsOfOwners(row)
                && row.Standing.Id.Schema.Length > 0
            )
                ? "nobody is blamed at all"
            : null;
    }

    // Where most of a schema changed its owner, it is the migrations that were run by another.
    private static bool IsOfOwners(DriftRow row) =>
        row.Standing.Attribute is "owner"
        || row.Standing.Id.Kind.EndsWith(" grant", StringComparison.Ordinal);
}
