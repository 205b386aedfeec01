using System.Text.RegularExpressions;

namespace TshActions.Core.Preflight;

/// <summary>Marks of what is not finished, as people leave them in comments.</summary>
public static partial class TodoMarks
{
    /// <returns>Numbers of lines, from 1.</returns>
    public static IEnumerable<int> Lines(IEnumerable<string> text) =>
        text.Index().Where(line => Mark().IsMatch(line.Item)).Select(line => line.Index + 1);

    [GeneratedRegex(@"\b(TODO|FIXME)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
