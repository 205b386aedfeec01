namespace TshActions.Core.Schemas.Fixes;

/// <summary>Labels may come, never go and never change places.</summary>
internal static class EnumFixes
{
    public static string? Of(Fix fix)
    {
        if (fix.Difference.Change is Change.Missing)
            return $"CREATE TYPE {Sql.Name(fix.Id)} AS ENUM ({fix.To("labels")});";
        if (fix.Difference.Change is Change.Extra)
            return DefinedFixes.Of(fix);
        if (fix.Difference.Attribute is not "labels")
            return null;
        var to = Labels(fix.To("labels"));
        var from = Labels(fix.From("labels"));
        if (to is null || from is null || !from.SequenceEqual(to.Where(from.Contains)))
            return null;
        return Sql.Lines(
            to.Select((label, at) => (label, at))
                .Where(one => !from.Contains(one.label))
                .Select(one =>
                    $"ALTER TYPE {Sql.Name(fix.Id)} ADD VALUE {one.label}{Place(to, from, one.at)};"
                )
        );
    }

    private static string Place(List<string> to, List<string> from, int at) =>
        at > 0 ? $" AFTER {to[at - 1]}"
        : from.Count > 0 ? $" BEFORE {from[0]}"
        : "";

    // Each is a literal as the server quotes it; one with a backslash is read by nobody here.
    private static List<string>? Labels(string? labels)
    {
        List<string> found = [];
        if (labels is null || labels.Contains('\\'))
            return labels is null ? found : null;
        for (var at = 0; at < labels.Length; at++)
        {
            var start = at++;
            while (labels[at] is not '\'' || (at + 1 < labels.Length && labels[at + 1] is '\''))
                at += labels[at] is '\'' ? 2 : 1;
            found.Add(labels[start..(at + 1)]);
            at += 2;
        }

        return found;
    }
}
