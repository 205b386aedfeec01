using System.Globalization;
using TshActions.Core.Reports;
using TshActions.Core.Schemas.Ignores;

namespace TshActions.Core.Schemas.Reports;

/// <summary>What was let pass and why, and which rules want their owner's hand.</summary>
internal static class RuleNotes
{
    private const int Most = 100;
    private const int LongestReason = 200;

    /// <summary>Findings let pass, by reason, the commonest first.</summary>
    public static IReadOnlyList<string> Reasons(DriftReport report) =>
        Cut([
            .. report
                .Rows.Where(row => row.Finding.Ignored is not null)
                .GroupBy(row => row.Finding.Ignored!)
                .OrderByDescending(rows => rows.Count())
                .ThenBy(rows => rows.Key, StringComparer.Ordinal)
                .Select(rows =>
                    $"{DriftWords.Number(rows.Count())} × {PlainText.OneLine(rows.Key, LongestReason)}{Worth(report, rows)}"
                ),
        ]);

    /// <summary>One line for each rule that is over, soon over, or takes nothing.</summary>
    public static IReadOnlyList<string> Rules(IgnoreOutcome outcome) =>
        Cut([
            .. Lines("expired", outcome.Expired),
            .. Lines("ends soon", outcome.Expiring),
            .. Lines("takes nothing", outcome.Unused),
        ]);

    public static IEnumerable<IgnoreRule> Sorted(IEnumerable<IgnoreRule> rules) =>
        rules
            .OrderBy(rule => rule.Until)
            .ThenBy(rule => rule.Place, StringComparer.Ordinal)
            .ThenBy(rule => rule.Kind, StringComparer.Ordinal)
            .ThenBy(rule => rule.Name, StringComparer.Ordinal)
            .ThenBy(rule => rule.Attribute, StringComparer.Ordinal);

    public static string? Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // That a rule hides what would have failed is told by the rule.
    private static string Worth(DriftReport report, IEnumerable<DriftRow> rows)
    {
        var heavy = rows.Count(row => row.Finding.Severity >= report.FailOn);
        return heavy is 0
            ? ""
            : $" ({DriftWords.Number(heavy)} at or above {DriftWords.Of(report.FailOn)})";
    }

    private static IEnumerable<string> Lines(string what, IEnumerable<IgnoreRule> rules) =>
        Sorted(rules)
            .Select(rule =>
                PlainText.OneLine(
                    $"{what}: {rule.Kind} {rule.Name}{(rule.Attribute is { } attribute ? ", " + attribute : "")} ({rule.Place}{(rule.Owner is { } owner ? ", " + owner : "")}{(Day(rule.Until) is { } day ? ", until " + day : "")})",
                    LongestReason
                )
            );

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> lines) =>
        lines.Count <= Most
            ? lines
            : [.. lines.Take(Most), $"and {DriftWords.Number(lines.Count - Most)} more"];
}
