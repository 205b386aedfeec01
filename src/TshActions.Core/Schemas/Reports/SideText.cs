using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>What one side is, so that a person sees that the right two were compared.</summary>
internal static class SideText
{
    private const int LongestSource = 160;
    private const int MostRevisions = 8;

    /// <summary>Source, server, database, revisions, and whether it is a standby.</summary>
    public static IReadOnlyList<string> Of(DriftSide side) =>
        [
            PlainText.OneLine(side.Source, LongestSource),
            Server(side),
            $"database {Database(side)}",
            Revisions(side),
            .. side.Head.Standby ? (string[])["standby"] : [],
        ];

    public static string Server(DriftSide side) =>
        $"PostgreSQL {PlainText.OneLine(side.Head.Server, DriftWords.LongestName)}";

    public static string Database(DriftSide side) =>
        PlainText.OneLine(side.Head.Database, DriftWords.LongestName);

    public static string Revisions(DriftSide side) =>
        side.Head.Revisions switch
        {
            null => "no alembic_version",
            { Count: 0 } => "no revision",
            { Count: 1 } one => $"revision {PlainText.OneLine(one[0], DriftWords.LongestName)}",
            var several =>
                $"revisions {string.Join(
                ", ",
                several.Order(StringComparer.Ordinal)
                    .Take(MostRevisions)
                    .Select(revision => PlainText.OneLine(revision, DriftWords.LongestName))
            )}{(several.Count > MostRevisions ? $" and {several.Count - MostRevisions} more" : "")}",
        };
}
