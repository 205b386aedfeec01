using System.Text;
using System.Text.RegularExpressions;

namespace TshActions.Rig.Runner;

/// <summary>What the job summaries of all verbs have in common, so that people read one as they read the other.</summary>
public static partial class SummaryLook
{
    /// <summary>GitHub shows nothing of a longer one.</summary>
    private const int LargestBytes = 1024 * 1024;

    /// <returns>What is not as it should be.</returns>
    public static IEnumerable<string> Wrong(string verb, string summary)
    {
        if (summary.Length is 0)
        {
            yield return "nothing stands";
            yield break;
        }
        var lines = OutsideOfBlocks(summary).ToList();
        if (!Heading().IsMatch(lines[0]) || !lines[0].Contains($" {verb}: "))
            yield return $"the first line is `{lines[0]}`";
        string[] first = ["", "| | |", "|---|---|", "| where | ", "| live now | ", "| next | "];
        foreach (var (line, begin) in lines.Skip(1).Zip(first))
            if (!line.StartsWith(begin))
                yield return $"`{line}` stands where `{begin}…` should";
        foreach (var line in lines.Skip(1).Where(line => line.StartsWith('#')))
            if (!Part().IsMatch(line))
                yield return $"the part `{line}` has no sign, or another size";
        foreach (var row in Uneven(lines))
            yield return $"`{row}` has not as many cells as its table";
        if (Fold().Count(summary) != FoldEnd().Count(summary))
            yield return "a fold is not closed";
        if (Encoding.UTF8.GetByteCount(summary) > LargestBytes)
            yield return "it is larger than GitHub takes";
    }

    private static IEnumerable<string> OutsideOfBlocks(string summary)
    {
        var fence = "";
        foreach (var line in summary.Split('\n'))
            if (fence.Length > 0)
                fence = line.TrimEnd() == fence ? "" : fence;
            else if (Fence().Match(line) is { Success: true } begin)
                fence = begin.Groups[1].Value;
            else
                yield return line;
    }

    private static IEnumerable<string> Uneven(IReadOnlyList<string> lines)
    {
        var cells = 0;
        foreach (var line in lines)
        {
            var here = line.StartsWith('|') ? Cell().Count(line) : 0;
            if (here > 0 && cells > 0 && here != cells)
                yield return line;
            cells = here;
        }
    }

    [GeneratedRegex("^### (✅|⚠️|❌) [a-z-]+: .")]
    private static partial Regex Heading();

    [GeneratedRegex("^#### (✅|⚠️|❌|❔|➖) .")]
    private static partial Regex Part();

    [GeneratedRegex("^(`{3,}|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();

    [GeneratedRegex("<details")]
    private static partial Regex Fold();

    [GeneratedRegex("</details>")]
    private static partial Regex FoldEnd();
}
