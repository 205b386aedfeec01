namespace TshActions.Core.Reports;

/// <summary>What a text becomes, line by line: `-` goes, `+` comes, with a line of what stays on each side.</summary>
public static class LineDiff
{
    public static string Of(string before, string after)
    {
        var lines = Lines(Split(before), Split(after)).ToList();
        return string.Join(
            '\n',
            lines
                .Where(
                    (_, at) =>
                        lines[Math.Max(0, at - 1)..Math.Min(lines.Count, at + 2)]
                            .Exists(near => near[0] is not ' ')
                )
                .Select(line => line.TrimEnd())
        );
    }

    /// <summary>By the longest lines in common.</summary>
    private static IEnumerable<string> Lines(string[] old, string[] now)
    {
        int[][] common =
        [
            .. Enumerable.Range(0, old.Length + 1).Select(_ => new int[now.Length + 1]),
        ];
        for (var i = old.Length - 1; i >= 0; i--)
        for (var j = now.Length - 1; j >= 0; j--)
            common[i][j] =
                old[i] == now[j]
                    ? common[i + 1][j + 1] + 1
                    : Math.Max(common[i + 1][j], common[i][j + 1]);

        var (left, right) = (0, 0);
        while (left < old.Length || right < now.Length)
            if (left < old.Length && right < now.Length && old[left] == now[right])
            {
                yield return $"  {old[left++]}";
                right++;
            }
            else if (
                right == now.Length
                || left < old.Length && common[left + 1][right] >= common[left][right + 1]
            )
                yield return $"- {old[left++]}";
            else
                yield return $"+ {now[right++]}";
    }

    private static string[] Split(string text) =>
        text.TrimEnd('\n').ReplaceLineEndings("\n").Split('\n');
}
