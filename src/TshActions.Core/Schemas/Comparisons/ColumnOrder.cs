namespace TshActions.Core.Schemas.Comparisons;

/// <summary>The order of a relation's columns: told once for a relation, and only of columns that both sides have.</summary>
internal static class ColumnOrder
{
    public const string Attribute = "column-order";

    public static bool Agree(string? left, string? right)
    {
        var (ours, theirs) = (Names(left), Names(right));
        return ours.Where(theirs.Contains).SequenceEqual(theirs.Where(ours.Contains));
    }

    // As quote_ident writes them: a comma within a name stands between quotes.
    public static IReadOnlyList<string> Names(string? text)
    {
        List<string> names = [];
        var (begin, quoted) = (0, false);
        for (var at = 0; at < (text?.Length ?? 0); at++)
            if (text![at] is '"')
                quoted = !quoted;
            else if (text[at] is ',' && !quoted)
            {
                names.Add(text[begin..at].Trim());
                begin = at + 1;
            }

        if (text?.Length > begin)
            names.Add(text[begin..].Trim());
        return names;
    }
}
