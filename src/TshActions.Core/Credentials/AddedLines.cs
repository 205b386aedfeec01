using System.Globalization;
using System.Text.RegularExpressions;

namespace TshActions.Core.Credentials;

/// <summary>The lines that a patch adds, with their numbers in the file as it is afterwards.</summary>
/// <remarks>Unified format: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html</remarks>
public static partial class AddedLines
{
    public static (string Text, IReadOnlyList<int> Numbers) Of(string patch)
    {
        List<string> lines = [];
        List<int> numbers = [];
        var at = 0;
        foreach (var line in patch.Split('\n'))
            if (Hunk().Match(line) is { Success: true } hunk)
                at = int.Parse(hunk.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            else if (line.StartsWith('+'))
            {
                lines.Add(line[1..]);
                numbers.Add(at++);
            }
            else if (!line.StartsWith('-') && !line.StartsWith('\\'))
                at++;
        return (string.Join('\n', lines), numbers);
    }

    [GeneratedRegex(@"\A@@ -[0-9,]+ \+([0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Hunk();
}
