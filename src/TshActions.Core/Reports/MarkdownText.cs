using System.Text;

namespace TshActions.Core.Reports;

/// <summary>
/// Foreign text made harmless inside Markdown: no table breaks, no HTML, no mentions, no link that hides where it leads.
/// </summary>
public static class MarkdownText
{
    public static string Cell(string text)
    {
        var line = PlainText.OneLine(text);
        var safe = new StringBuilder(line.Length);
        for (var index = 0; index < line.Length; index++)
            safe.Append(
                line[index] switch
                {
                    '\\' => @"\\",
                    '|' => @"\|",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '`' => "'",
                    '@' => "@\u200b",
                    '&' => "&amp;",
                    '[' => "&#91;",
                    ']' => "&#93;",
                    '*' => "&#42;",
                    '~' => "&#126;",
                    '_' when !IsInWord(line, index) => "&#95;",
                    var harmless => harmless.ToString(),
                }
            );
        return safe.ToString();
    }

    private static bool IsInWord(string line, int index) =>
        index > 0
        && index + 1 < line.Length
        && char.IsLetterOrDigit(line[index - 1])
        && char.IsLetterOrDigit(line[index + 1]);

    /// <summary>A code block that its content cannot close.</summary>
    public static string Block(string text)
    {
        var fence = "```";
        while (text.Contains(fence))
            fence += "`";
        return $"{fence}\n{text.TrimEnd('\n')}\n{fence}\n";
    }
}
