using System.Globalization;
using System.Text;

namespace TshActions.Core.Reports;

/// <summary>Foreign text as one line that cannot act on a terminal, a viewer or the order of letters.</summary>
public static class PlainText
{
    public static string OneLine(string text, int longest = int.MaxValue)
    {
        var safe = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length >= longest)
                break;
            // What lays out or reorders other letters is a control character too.
            safe.Append(
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.OtherNotAssigned
                    ? " "
                    : rune.ToString()
            );
        }

        return text.Length <= longest ? safe.ToString() : Cut(safe, longest);
    }

    private static string Cut(StringBuilder text, int longest)
    {
        text.Length = Math.Min(text.Length, longest - 1);
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
            text.Length--;
        return text.Append('…').ToString();
    }
}
