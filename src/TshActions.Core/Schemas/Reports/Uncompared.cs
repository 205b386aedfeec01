using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>What the answer does not speak of, so that nobody takes silence for sameness.</summary>
internal static class Uncompared
{
    // Kinds are few; schemas of others may be thousands.
    private const int Most = 30;
    private const int LongestReason = 300;

    public static IReadOnlyList<DriftSide> Sides(DriftReport report) =>
        report.Migrations is { } migrations
            ? [report.Production, report.Staging, migrations]
            : [report.Production, report.Staging];

    /// <summary>One line for each side and reason; foreign words in them are harmless.</summary>
    public static IReadOnlyList<string> Lines(DriftReport report) =>
        [
            .. Sides(report)
                .SelectMany(side =>
                    (string[])
                        [
                            .. Line(
                                $"on {DriftWords.Name(side)}: the login may not read",
                                side.Head.Unread
                            ),
                            .. Line(
                                $"on {DriftWords.Name(side)}: kinds that are not compared",
                                side.Head.Unmodelled
                            ),
                        ]
                ),
            .. Line("in schemas that are not owned", report.Elsewhere),
            .. report.WithoutMigrations is { } why
                ? (string[])
                    [$"with what the migrations say: {PlainText.OneLine(why, LongestReason)}"]
                : [],
        ];

    private static IEnumerable<string> Line(string what, IReadOnlyDictionary<string, int> counts)
    {
        var told = counts
            .Where(count => count.Value > 0)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .ToList();
        if (told.Count is 0)
            yield break;
        var listed = string.Join(
            ", ",
            told.Take(Most)
                .Select(count =>
                    $"{DriftWords.Number(count.Value)} × {PlainText.OneLine(count.Key, DriftWords.LongestName)}"
                )
        );
        var rest = told.Count > Most ? $", and {DriftWords.Number(told.Count - Most)} more" : "";
        yield return $"{what}: {DriftWords.Number(told.Sum(count => (long)count.Value))} ({listed}{rest})";
    }
}
