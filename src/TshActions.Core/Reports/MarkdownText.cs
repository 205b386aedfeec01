using System.Text;

namespace TshActions.Core.Reports;

/// <summary>Foreign text made harmless inside Markdown: no table breaks, no HTML, no mentions.</summary>
public static class MarkdownText
{
    public static string Cell(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
            safe.Append(
                character switch
                {
                    '\\' => @"\\",
                    '|' => @"\|",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '`' => "'",
                    '@' => "@\u200b",
                    '\r' or '\n' => " ",
                    _ => character.ToString(),
                }
            );
        return safe.ToString();
    }

    /// <summary>A code block that its content cannot close.</summary>
    public static string Block(string text)
    {
        var fence = "```";
        while (text.Contains(fence))
            fence += "`";
        return $"{fence}\n{text.TrimEnd('\n')}\n{fence}\n";
    }
}
