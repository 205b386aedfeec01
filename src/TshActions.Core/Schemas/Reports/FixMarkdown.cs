using System.Text;
using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>SQL to be read by a person, in blocks that its own text cannot close.</summary>
internal static class FixMarkdown
{
    // Bytes: of one statement, and of all.
    private const int Longest = 16_000;
    private const int Largest = 200_000;

    /// <returns>Empty where no finding has a way out.</returns>
    public static string Text(DriftReport report)
    {
        var text = new StringBuilder();
        var (taken, left) = (0, 0);
        foreach (var fix in WorstFirst.Open(report).SelectMany(row => Of(report, row)))
        {
            var bytes = Encoding.UTF8.GetByteCount(fix);
            if (bytes > Longest || taken + bytes > Largest)
            {
                left++;
                continue;
            }

            text.Append(text.Length > 0 ? "\n" : "").Append(fix);
            taken += bytes;
        }

        return left is 0
            ? text.ToString()
            : $"{text}\n{DriftWords.Number(left)} more {(left is 1 ? "is" : "are")} too long for here and in the report file.\n";
    }

    private static IEnumerable<string> Of(DriftReport report, DriftRow row)
    {
        if (row.OnProduction is { } onProduction)
            yield return Of(row, DriftWords.Name(report.Production), onProduction);
        if (row.OnStaging is { } onStaging)
            yield return Of(row, DriftWords.Name(report.Staging), onStaging);
    }

    private static string Of(DriftRow row, string side, string sql)
    {
        var title = MarkdownText.Cell($"{DriftWords.Thing(row.Finding.Difference)}: on {side}");
        // Letters that reorder others would show another statement than the one that is copied.
        return IsShownAsItIs(sql)
            ? $"{title}\n\n{Sql(sql)}"
            : $"{title}: the text holds characters that cannot be shown; it stands in the report file\n";
    }

    private static bool IsShownAsItIs(string sql) =>
        sql.Replace('\t', ' ').Split('\n').All(line => PlainText.OneLine(line) == line);

    private static string Sql(string sql)
    {
        var block = MarkdownText.Block(sql);
        return block.Insert(block.IndexOf('\n'), "sql");
    }
}
