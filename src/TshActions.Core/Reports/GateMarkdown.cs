using System.Text;
using TshActions.Core.Checks;
using TshActions.Core.Gates.Rules;
using Verdict = TshActions.Core.Gates.Verdict;

namespace TshActions.Core.Reports;

/// <summary>
/// A gate's part of the job summary. Letters, not pictures: a summary drops inline SVG, and 20 lines in one diagram are
/// read by nobody.
/// </summary>
public static class GateMarkdown
{
    private const int LongestText = 280;

    // Bytes of a table; a summary is a megabyte in all, and its reader has less.
    private const int LargestTable = 3_000;

    public static string Text(GateRecord record)
    {
        var ruling = record.Ruling is { } given ? RulingText.Harmless(given, LongestText) : null;
        return Parts(
            Heading(record, ruling),
            ruling is null ? "" : Reasons(record, ruling),
            record.Checks.Count is 0 ? "" : Checks(record.Checks),
            MarkdownText.Block(BakeChart.Text(record.Recording, record.Ruling))
        );
    }

    private static string Heading(GateRecord record, Ruling? ruling)
    {
        var host = MarkdownText.Cell(PlainText.OneLine(record.Host, 60));
        return ruling is null
            ? $"#### ➖ Gate of {host}: not judged\n"
            : $"""
                #### {Sign(ruling.Verdict)} Gate of {host}: {RulingText.Word(ruling.Verdict)} → {RulingText.Word(ruling.Action)}{(
                    ruling.IsFinal ? "" : " (the bake is not over)"
                )}

                **{MarkdownText.Cell(ruling.Why)}**

                {When(ruling)}{Figures(ruling)}

                """;
    }

    private static string When(Ruling ruling) =>
        ruling.Tick is 0
            ? "no tick"
            : $"tick {ruling.Tick} of {ruling.Figures.Expected}, {FigureText.After(ruling.At)} after the switch";

    // Where nothing weighs more they are the why.
    private static string Figures(Ruling ruling) =>
        ruling.Why == ruling.Figures.ToString()
            ? ""
            : " · " + MarkdownText.Cell(ruling.Figures.ToString());

    private static string Reasons(GateRecord record, Ruling ruling)
    {
        var notes = ruling.Reasons.Where(reason => reason.Gravity is Gravity.Note).ToList();
        var heavy = ruling.Reasons.Except(notes).OrderByDescending(reason => reason.Gravity);
        var series = new BakeSeries(record.Recording, record.Ruling);
        return Parts(
            Table(["rule", "when", "what"], [.. heavy.Select(Row)]),
            Fold(
                FigureText.Count(notes.Count, "note"),
                Table(["rule", "when", "what"], [.. notes.Select(Row)])
            )
        );

        string Row(Reason reason) =>
            $"| {Sign(reason.Gravity)} | {MarkdownText.Cell(reason.Rule)} | {When(reason)} | {MarkdownText.Cell(reason.Text)} |";

        string When(Reason reason) =>
            reason.Tick is 0 ? "at the end"
            : reason.Tick > series.Count ? $"tick {reason.Tick}"
            : $"tick {reason.Tick}, {FigureText.After(series[reason.Tick - 1].At)}";
    }

    private static string Checks(IReadOnlyList<CheckResult> checks)
    {
        var passed = checks.Where(check => check.Finding is Finding.Passed).ToList();
        var others = checks.Except(passed).OrderByDescending(check => check.Finding);
        return Parts(
            Table(["check before the switch", "found", "what"], [.. others.Select(Row)]),
            Fold(
                $"{FigureText.Count(passed.Count, "check")} before the switch passed",
                Table(["check", "found", "what"], [.. passed.Select(Row)])
            )
        );

        static string Row(CheckResult check) =>
            $"| {Sign(check.Finding)} | {Cell(check.Check, 60)} | {RulingText.Word(check.Finding)} | {Cell(check.Detail, LongestText)} |";

        static string Cell(string text, int longest) =>
            MarkdownText.Cell(PlainText.OneLine(text, longest));
    }

    private static string Table(IReadOnlyList<string> heads, IReadOnlyList<string> rows)
    {
        if (rows.Count is 0)
            return "";
        var table = new StringBuilder($"| | {string.Join(" | ", heads)} |\n|---|---|---|---|\n");
        var bytes = 0;
        var told = 0;
        foreach (var row in rows)
        {
            bytes += Encoding.UTF8.GetByteCount(row);
            if (bytes > LargestTable)
                break;
            table.Append(row).Append('\n');
            told++;
        }

        return told == rows.Count
            ? table.ToString()
            : $"{table}| | | | and {rows.Count - told} more, in the report file |\n";
    }

    private static string Parts(params string[] parts) =>
        string.Join('\n', parts.Where(part => part.Length > 0));

    private static string Fold(string title, string table) =>
        table.Length is 0 ? "" : $"<details><summary>{title}</summary>\n\n{table}\n</details>\n";

    private static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "✅",
            Verdict.Warn => "⚠️",
            Verdict.Fail => "❌",
            Verdict.Inconclusive => "❔",
        };

    private static string Sign(Gravity gravity) =>
        gravity switch
        {
            Gravity.Fail => "❌",
            Gravity.Shared => "≈",
            Gravity.Inconclusive => "❔",
            Gravity.Warn => "⚠️",
            Gravity.Note => "·",
        };

    private static string Sign(Finding finding) =>
        finding switch
        {
            Finding.Passed => "✅",
            Finding.Warning => "⚠️",
            Finding.Inconclusive or Finding.Error => "❔",
            Finding.Failed => "❌",
        };
}
