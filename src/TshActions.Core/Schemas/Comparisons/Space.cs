using System.Text;

namespace TshActions.Core.Schemas.Comparisons;

/// <summary>White space of a routine's body, which no statement depends on unless it stands in a string or ends a comment.</summary>
internal static class Space
{
    public static bool IsAllThatDiffers(string left, string right) =>
        Squeezed(left) == Squeezed(right);

    private static string Squeezed(string body)
    {
        var text = new StringBuilder(body.Length);
        var (quote, comment) = ('\0', false);
        for (var at = 0; at < body.Length; at++)
        {
            var sign = body[at];
            // The end of a line ends a comment: it may not become a blank.
            if (comment && sign is '\n')
            {
                comment = false;
                text.Append('\n');
                continue;
            }

            if (quote is '\0' && !comment && char.IsWhiteSpace(sign))
            {
                if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                    text.Append(' ');
                continue;
            }

            if (!comment && sign is '\'' or '"')
                quote =
                    quote is '\0' ? sign
                    : quote == sign ? '\0'
                    : quote;
            else if (quote is '\0' && sign is '-' && at + 1 < body.Length && body[at + 1] is '-')
                comment = true;
            if (sign is not '\r')
                text.Append(sign);
        }

        return text.ToString().Trim();
    }
}
