using TshActions.Core.Alembic;
using TshActions.Core.Reports;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;

namespace TshActions.Drift;

/// <summary>Tries each pending revision up, down and up again, where nobody has anything to lose.</summary>
internal static class Stairway
{
    private const string Database = "production";
    private const int MostNamed = 3;

    /// <param name="at">What the database is before them.</param>
    /// <returns>One for each, as far as the way goes: after one that does not come back nothing is known.</returns>
    public static async Task<IReadOnlyList<Reversibility>> ClimbAsync(
        MigrationsAlone alone,
        Catalog at,
        IReadOnlyList<Revision> pending,
        CancellationToken cancel
    )
    {
        List<Reversibility> tried = [];
        foreach (var revision in pending)
        {
            var (answer, why, up) = await TryAsync(alone, at, revision, cancel);
            tried.Add(
                new(answer, revision.Path, revision.Downgrade.Line, $"{revision.Id} downgrade", why)
            );
            if (up is null)
                break;
            at = up;
        }

        return tried;
    }

    /// <returns>With what the database is afterwards; null where the way ends.</returns>
    private static async Task<(Reversible Answer, string Why, Catalog? Up)> TryAsync(
        MigrationsAlone alone,
        Catalog before,
        Revision revision,
        CancellationToken cancel
    )
    {
        if (
            before.Head.Revisions is not [var below]
            || revision.Down is not [var down]
            || down != below
            || revision.DependsOn.Count > 0
        )
            return (Reversible.Unknown, "where branches meet it is not tried", null);
        var up = await alone.AtAsync(Database, [revision.Id], cancel);
        if (await alone.DowngradeAsync(Database, below, cancel) is { Succeeded: false } failed)
            return (Reversible.No, MigrationsAlone.Why("downgrade", failed), null);
        var back = await alone.ReadAsync(Database, cancel);
        if (Comparison.Of(before, back) is { Count: > 0 } left)
            return (Reversible.No, $"it leaves {Named(left)}", null);
        var again = await alone.AtAsync(Database, [revision.Id], cancel);
        return Comparison.Of(up, again) is { Count: > 0 } other
            ? (Reversible.No, $"after it upgrade makes another schema: {Named(other)}", null)
            : (Reversible.Yes, "up, down and up again ended in the same schemas", up);
    }

    private static string Named(IReadOnlyList<Difference> differences)
    {
        var named = string.Join(
            ", ",
            differences
                .Take(MostNamed)
                .Select(difference => PlainText.OneLine($"{Word(difference)} {difference.Id}", 120))
        );
        return differences.Count > MostNamed
            ? $"{named} and {differences.Count - MostNamed} more"
            : named;
    }

    private static string Word(Difference difference) =>
        difference.Change switch
        {
            Change.Missing => "without",
            Change.Extra => "behind",
            Change.Changed => $"another {difference.Attribute} of",
        };
}
