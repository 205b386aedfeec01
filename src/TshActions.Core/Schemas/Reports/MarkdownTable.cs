using System.Text;
using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>A table that knows its place: foreign words stay in their cells, and what has no room is counted.</summary>
internal static class MarkdownTable
{
    /// <param name="bytes">The most its rows may take, as UTF-8.</param>
    /// <returns>Empty where there is no row.</returns>
    public static string Text(
        IReadOnlyList<string> heads,
        IEnumerable<IReadOnlyList<string>> rows,
        int bytes
    )
    {
        var all = rows.ToList();
        if (all.Count is 0)
            return "";
        var table = new StringBuilder($"{Row(heads)}|{string.Concat(heads.Select(_ => "---|"))}\n");
        var (taken, told) = (0, 0);
        foreach (var row in all.Select(Row))
        {
            taken += Encoding.UTF8.GetByteCount(row);
            if (taken > bytes)
                break;
            table.Append(row);
            told++;
        }

        return told == all.Count
            ? table.ToString()
            : $"{table}\n{DriftWords.Number(all.Count - told)} more of {DriftWords.Number(all.Count)} are left out here and stand in the report file.\n";
    }

    public static string Fold(string title, string content) =>
        content.Length is 0
            ? ""
            : $"<details><summary>{title}</summary>\n\n{content}\n</details>\n";

    private static string Row(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(MarkdownText.Cell))} |\n";
}
