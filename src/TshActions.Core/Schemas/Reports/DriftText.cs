using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>A comparison for a person at a terminal: the answer first, then what it rests on, then each finding.</summary>
public static class DriftText
{
    private const int LongestValue = 80;
    private const int LongestText = 300;

    // Of one severity; a terminal is read from its end, and all of it stands in the report file.
    private const int Most = 200;

    /// <returns>Lines in which no foreign word begins one, is a command of a runner or acts on a terminal.</returns>
    public static IReadOnlyList<string> Lines(DriftReport report) =>
        [.. All(report).Select(Harmless)];

    private static IEnumerable<string> All(DriftReport report) =>
        [
            DriftVerdict.Line(report),
            .. Uncompared.Sides(report).Select(Source),
            $"{FigureText.Count(report.Compared, "thing")} compared",
            .. WorstFirst
                .Open(report)
                .GroupBy(row => row.Finding.Severity)
                .SelectMany(severity => Group(report, severity.Key, [.. severity])),
            .. Part("ignored", RuleNotes.Reasons(report)),
            .. Part("ignore rules", RuleNotes.Rules(report.Ignores)),
            .. Part("not compared", Uncompared.Lines(report)),
        ];

    // A runner takes `##[x]` anywhere in a line for a command (runner ActionCommand.cs).
    private static string Harmless(string line) => line.Replace("##[", "##\u200b[");

    private static string Source(DriftSide side) =>
        $"  · {DriftWords.Name(side), -12} {string.Join(" · ", SideText.Of(side))}";

    private static IEnumerable<string> Group(
        DriftReport report,
        Severity severity,
        IReadOnlyList<DriftRow> rows
    ) =>
        [
            "",
            $"{DriftWords.Of(severity)}: {DriftWords.Number(rows.Count)}",
            .. rows.Take(Most).SelectMany(row => Finding(report, row)),
            .. rows.Count > Most
                ? (string[])
                    [$"  and {DriftWords.Number(rows.Count - Most)} more, in the report file"]
                : [],
        ];

    private static IEnumerable<string> Finding(DriftReport report, DriftRow row)
    {
        yield return $"  {Mark(report, row.Finding.Severity)} {DriftWords.Thing(row.Finding.Difference)}: {DriftWords.Values(report, row, LongestValue)}";
        yield return $"      who: {DriftWords.Who(report, row)} · {PlainText.OneLine(row.Finding.Why, LongestText)}";
        if (row.Finding.Hint is { } hint)
            yield return $"      hint: {PlainText.OneLine(hint, LongestText)}";
        if (row.Touched is { } touched)
            yield return $"      last in {PlainText.OneLine(touched.Path, LongestText)}:{touched.Line}";
    }

    private static string Mark(DriftReport report, Severity severity) =>
        severity >= report.FailOn ? "✗"
        : severity is Severity.Info ? "·"
        : "!";

    private static IEnumerable<string> Part(string title, IReadOnlyList<string> lines) =>
        lines.Count is 0 ? [] : ["", title, .. lines.Select(line => "  · " + line)];
}
