using System.Globalization;

namespace TshActions.Core.Alembic;

/// <summary>Goes through the words of one statement.</summary>
internal sealed class SqlCursor(IReadOnlyList<SqlWord> words, int from, int to)
{
    private int _at = from;

    public SqlCursor(IReadOnlyList<SqlWord> words)
        : this(words, 0, words.Count) { }

    public bool Ended => _at >= to;

    /// <summary>Takes these keywords, if all of them come next.</summary>
    public bool Take(params ReadOnlySpan<string> keywords)
    {
        for (var at = 0; at < keywords.Length; at++)
            if (
                _at + at >= to
                || words[_at + at] is not { Plain: true } word
                || word.Value != keywords[at]
            )
                return false;
        _at += keywords.Length;
        return true;
    }

    public bool TakeIfExists() => Take("if", "exists") || Take("if", "not", "exists");

    /// <summary>Whether these keywords come anywhere behind.</summary>
    public bool Has(params ReadOnlySpan<string> keywords)
    {
        var here = _at;
        for (; _at < to; _at++)
            if (Take(keywords))
            {
                _at = here;
                return true;
            }

        _at = here;
        return false;
    }

    public string Word() => Ended ? "" : words[_at++].Value;

    /// <summary>A name, perhaps with its schema; `public` is left out.</summary>
    public string Name()
    {
        var name = Word();
        while (Take("."))
            name = name is "public" ? Word() : $"{name}.{Word()}";
        return name;
    }

    /// <summary>The names in the brackets that come next; null where something else than names is in them.</summary>
    public IReadOnlyList<string>? Names()
    {
        if (!Take("("))
            return null;
        var inside = Until(")");
        var names = new List<string>();
        while (!inside.Ended)
        {
            names.Add(inside.Word());
            _ = inside.Take("asc") || inside.Take("desc");
            if (!inside.Ended && !inside.Take(","))
                return null;
        }

        return names;
    }

    public SqlType Type()
    {
        var name = Word();
        if (name is "character" && Take("varying"))
            name = "character varying";
        else if (name is "double" && Take("precision"))
            name = "double precision";
        if (!Take("("))
            return SqlType.Of(name);
        var sizes = Until(")");
        var size = Number(sizes);
        return SqlType.Of(name, size, sizes.Take(",") ? Number(sizes) : null);
    }

    /// <summary>What stands before the sign, at this depth of brackets; the sign is taken too.</summary>
    public SqlCursor Until(string sign)
    {
        var (begin, open) = (_at, 0);
        for (; _at < to; _at++)
        {
            var word = words[_at];
            if (word.Plain && word.Value == sign && open is 0)
                return new(words, begin, _at++);
            open +=
                word is { Plain: true, Value: "(" } ? 1
                : word is { Plain: true, Value: ")" } ? -1
                : 0;
        }

        return new(words, begin, to);
    }

    /// <summary>The words left, until one that begins another part of a column.</summary>
    public string Rest()
    {
        var text = string.Join(
            ' ',
            words.Skip(_at).Take(to - _at).Select(word => word.Text ? "''" : word.Value)
        );
        return text;
    }

    private static int? Number(SqlCursor at) =>
        int.TryParse(at.Word(), NumberStyles.None, null, out var number) ? number : null;
}
