using System.Globalization;
using System.Text;

namespace TshActions.Core.Alembic.Python;

/// <summary>
/// A string as Python reads it: single or triple quotes, raw, formatted or bytes. Fields of an f-string may hold the
/// same quotes again (PEP 701).
/// </summary>
/// <param name="End">The first character behind it.</param>
/// <param name="Closed">False where its quotes are never closed.</param>
internal readonly record struct TextLiteral(string Value, bool Computed, int End, bool Closed)
{
    private const int Deepest = 20;

    /// <param name="at">The first quote.</param>
    public static TextLiteral Scan(string text, int at, string prefix, int depth = 0)
    {
        var quote = text[at];
        var triple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        var raw = prefix.Contains('r', StringComparison.OrdinalIgnoreCase);
        var formatted = prefix.AsSpan().IndexOfAny("fFtT") >= 0;
        var computed = prefix.Contains('b', StringComparison.OrdinalIgnoreCase);
        var value = new StringBuilder();
        var pos = at + (triple ? 3 : 1);
        while (pos < text.Length)
        {
            var c = text[pos];
            var next = pos + 1 < text.Length ? text[pos + 1] : '\0';
            if (c is '\n' && !triple)
                return new(value.ToString(), computed, pos, Closed: false);
            if (c is '\\')
            {
                pos += raw ? Raw(text, pos, value) : Escape(text, pos, value, ref computed);
            }
            else if (formatted && c is '{' or '}' && next == c)
            {
                value.Append(c);
                pos += 2;
            }
            else if (formatted && c is '{')
            {
                computed = true;
                pos = Field(text, pos + 1, triple, depth);
            }
            else if (c == quote && (!triple || IsTriple(text, pos)))
            {
                return new(value.ToString(), computed, pos + (triple ? 3 : 1), Closed: true);
            }
            else
            {
                value.Append(c);
                pos++;
            }
        }

        return new(value.ToString(), computed, text.Length, Closed: false);
    }

    private static bool IsTriple(string text, int at) =>
        at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];

    /// <returns>Behind the brace that closes the field, or where it cannot go on.</returns>
    private static int Field(string text, int pos, bool triple, int depth)
    {
        for (var open = 1; pos < text.Length; pos++)
        {
            var c = text[pos];
            if (c is '{')
                open++;
            else if (c is '}' && --open is 0)
                return pos + 1;
            else if (c is '\n' && !triple)
                return pos;
            else if (c is '"' or '\'' && depth < Deepest)
                pos = Scan(text, pos, Prefix(text, pos), depth + 1).End - 1;
        }

        return pos;
    }

    private static string Prefix(string text, int quote)
    {
        var from = quote;
        while (from > 0 && quote - from < 2 && char.IsAsciiLetter(text[from - 1]))
            from--;
        return text[from..quote];
    }

    private static int Raw(string text, int pos, StringBuilder value)
    {
        var taken = Math.Min(2, text.Length - pos);
        value.Append(text, pos, taken);
        return taken;
    }

    private static int Escape(string text, int pos, StringBuilder value, ref bool computed)
    {
        if (pos + 1 >= text.Length)
            return 1;
        var c = text[pos + 1];
        const string Letters = "abfnrtv\\'\"0";
        const string Means = "\a\b\f\n\r\t\v\\'\"\0";
        if (c is '\n')
            return 2;
        if (c is 'x' or 'u' or 'U')
            return Code(
                text,
                pos,
                value,
                c is 'x' ? 2
                    : c is 'u' ? 4
                    : 8
            );
        computed |= c is 'N' or (>= '1' and <= '7');
        if (Letters.IndexOf(c) is >= 0 and var at)
            value.Append(Means[at]);
        else
            value.Append('\\').Append(c);
        return 2;
    }

    private static int Code(string text, int pos, StringBuilder value, int digits)
    {
        var end = pos + 2 + digits;
        if (
            end <= text.Length
            && int.TryParse(
                text.AsSpan(pos + 2, digits),
                NumberStyles.AllowHexSpecifier,
                null,
                out var code
            )
            && Rune.IsValid(code)
        )
        {
            value.Append(new Rune(code).ToString());
            return digits + 2;
        }

        value.Append(text, pos, 2);
        return 2;
    }
}
