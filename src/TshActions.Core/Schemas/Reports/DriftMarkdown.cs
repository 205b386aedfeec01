using TshActions.Core.Reports;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>A comparison's part of the job summary: below 1 MiB, where GitHub refuses the whole of it.</summary>
public static class DriftMarkdown
{
    private const int Worst = 20;
    private const int LongestValue = 100;
    private const int LongestText = 200;

    // Bytes, with 200,000 of SQL; the 20 rows and some 110 short lines besides take at most 350,000, were each letter of
    // them one that Markdown needs escaped.
    private const int LargestRest = 250_000;
    private const int LargestIgnored = 100_000;

    public static string Text(DriftReport report)
    {
        var open = WorstFirst.Open(report);
        return string.Join(
            '\n',
            (
                (string[])
                    [
                        $"#### {Sign(report)} {MarkdownText.Cell(DriftVerdict.Words(report))}\n",
                        Sources(report),
                        Rows(report, open.Take(Worst), int.MaxValue),
                        MarkdownTable.Fold(
                            $"{DriftWords.Number(open.Count - Worst)} more",
                            Rows(report, open.Skip(Worst), LargestRest)
                        ),
                        MarkdownTable.Fold(
                            "SQL that would mend it, to be read first",
                            FixMarkdown.Text(report)
                        ),
                        MarkdownTable.Fold("Ignored, and why", Ignored(report)),
                        Listed("Ignore rules that want a hand", RuleNotes.Rules(report.Ignores)),
                        Listed("Not compared", Uncompared.Lines(report)),
                    ]
            ).Where(part => part.Length > 0)
        );
    }

    private static string Sign(DriftReport report) =>
        report.IsDrift ? "❌"
        : report.Compared is 0 ? "❔"
        : "✅";

    private static string Sources(DriftReport report) =>
        MarkdownTable.Text(
            ["side", "source", "server", "database", "revision", "standby"],
            Uncompared
                .Sides(report)
                .Select(side =>
                    (string[])
                        [
                            DriftWords.Name(side),
                            SideText.Of(side)[0],
                            SideText.Server(side),
                            SideText.Database(side),
                            SideText.Revisions(side),
                            side.Head.Standby ? "yes" : "no",
                        ]
                ),
            int.MaxValue
        ) + $"\n{FigureText.Count(report.Compared, "thing")} compared.\n";

    private static string Rows(DriftReport report, IEnumerable<DriftRow> rows, int bytes) =>
        MarkdownTable.Text(
            [
                "object",
                DriftWords.Name(report.Production),
                DriftWords.Name(report.Staging),
                .. report.Migrations is { } migrations
                    ? (string[])[DriftWords.Name(migrations)]
                    : [],
                "who",
                "severity",
                "why",
            ],
            rows.Select(row =>
                (string[])
                    [
                        DriftWords.Thing(row.Finding.Difference),
                        Place(report, row.Standing, row.Standing.Production),
                        Place(report, row.Standing, row.Standing.Staging),
                        .. report.Migrations is null ? (string[])[] : [Expected(row.Standing)],
                        DriftWords.Who(report, row),
                        $"{Sign(report, row.Finding.Severity)} {DriftWords.Of(row.Finding.Severity)}",
                        Why(row),
                    ]
            ),
            bytes
        );

    private static string Place(DriftReport report, Standing standing, Place place) =>
        !place.AsExpected ? DriftWords.Value(place.Value, standing.Attribute, LongestValue)
        // What the migrations say stands in their own column.
        : report.Migrations is not null ? "as expected"
        : DriftWords.Value(standing.Expected, standing.Attribute, LongestValue);

    private static string Expected(Standing standing) =>
        standing.Cause switch
        {
            Cause.Pending => "differ by revision",
            Cause.Unknown => "say nothing",
            _ => DriftWords.Value(standing.Expected, standing.Attribute, LongestValue),
        };

    private static string Why(DriftRow row) =>
        PlainText.OneLine(
            row.Finding.Hint is { } hint ? $"{row.Finding.Why}; {hint}" : row.Finding.Why,
            LongestText
        );

    private static string Sign(DriftReport report, Severity severity) =>
        severity >= report.FailOn ? "❌"
        : severity is Severity.Info ? "·"
        : "⚠️";

    private static string Ignored(DriftReport report) =>
        MarkdownTable.Text(
            ["object", "change", "severity", "reason"],
            WorstFirst
                .Ignored(report)
                .Select(row =>
                    (string[])
                        [
                            DriftWords.Thing(row.Finding.Difference),
                            DriftWords.Of(row.Finding.Difference.Change),
                            DriftWords.Of(row.Finding.Severity),
                            PlainText.OneLine(row.Finding.Ignored!, LongestText),
                        ]
                ),
            LargestIgnored
        );

    private static string Listed(string title, IReadOnlyList<string> lines) =>
        lines.Count is 0
            ? ""
            : $"**{title}**\n\n{string.Concat(lines.Select(line => $"- {MarkdownText.Cell(line)}\n"))}";
}
