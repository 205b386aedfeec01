namespace TshActions.Core.Alembic;

/// <summary>A word of SQL: a name or keyword in small letters, a quoted name as it stands, a string, a sign.</summary>
/// <param name="Plain">Not quoted, so that it can be a keyword.</param>
internal readonly record struct SqlWord(string Value, bool Plain, bool Text = false);

/// <summary>Statements cut at their `;`, without comments; strings and dollar quotes are one word.</summary>
internal static class SqlWords
{
    public static IReadOnlyList<IReadOnlyList<SqlWord>> Statements(string sql)
    {
        var statements = new List<IReadOnlyList<SqlWord>>();
        var words = new List<SqlWord>();
        for (var at = 0; at < sql.Length; )
        {
            if (Next(sql, ref at) is not { } word)
                continue;
            if (word is not { Value: ";", Plain: true })
            {
                words.Add(word);
                continue;
            }

            if (words.Count > 0)
                statements.Add(words);
            words = [];
        }

        if (words.Count > 0)
            statements.Add(words);
        return statements;
    }

    private static SqlWord? Next(string sql, ref int at)
    {
        var from = at;
        var c = sql[at];
        if (char.IsWhiteSpace(c))
        {
            at++;
            return null;
        }

        if (Starts(sql, at, "--"))
        {
            at = Behind(sql, "\n", at);
            return null;
        }

        if (Starts(sql, at, "/*"))
        {
            at = Behind(sql, "*/", at + 2);
            return null;
        }

        if (c is '\'' or '"')
        {
            var value = Quoted(sql, ref at, c);
            return new(value, Plain: false, Text: c is '\'');
        }

        if (c is '$' && DollarTag(sql, at) is { } tag)
        {
            at = Behind(sql, tag, at + tag.Length);
            return new(sql[from..at], Plain: false, Text: true);
        }

        if (!IsWordy(c))
        {
            at++;
            return new(c.ToString(), Plain: true);
        }

        while (at < sql.Length && IsWordy(sql[at]))
            at++;
        return new(sql[from..at].ToLowerInvariant(), Plain: true);
    }

    private static bool IsWordy(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private static bool Starts(string sql, int at, string sign) =>
        sql.AsSpan(at).StartsWith(sign, StringComparison.Ordinal);

    private static int Behind(string sql, string sign, int from) =>
        from < sql.Length && sql.IndexOf(sign, from, StringComparison.Ordinal) is >= 0 and var found
            ? found + sign.Length
            : sql.Length;

    private static string Quoted(string sql, ref int at, char quote)
    {
        var from = ++at;
        while (
            at < sql.Length && (sql[at] != quote || (at + 1 < sql.Length && sql[at + 1] == quote))
        )
            at += sql[at] == quote ? 2 : 1;
        var value = sql[Math.Min(from, sql.Length)..Math.Min(at, sql.Length)];
        at++;
        return value;
    }

    private static string? DollarTag(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] is '_'))
            end++;
        return end < sql.Length && sql[end] is '$' ? sql[at..(end + 1)] : null;
    }
}
