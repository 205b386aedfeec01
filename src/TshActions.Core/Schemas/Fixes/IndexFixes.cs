namespace TshActions.Core.Schemas.Fixes;

/// <summary>Indexes are built and dropped beside the traffic. One that backs a constraint goes with it.</summary>
internal static class IndexFixes
{
    public static string? Of(Fix fix)
    {
        if (
            (fix.To("constraint") ?? fix.From("constraint")) is not null
            || (fix.To("attached-to") ?? fix.From("attached-to")) is not null
            || fix.IsOfPartitioned
        )
            return null;
        return (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Missing, _) when fix.To("unique") is not null => Sql.Destructive(
                "fails where rows are double, and leaves an invalid index",
                Created(fix)
            ),
            (Change.Missing, _) => Created(fix),
            (Change.Extra, _) when fix.From("unique") is not null => Sql.Destructive(
                "double rows are let in",
                Dropped(fix)
            ),
            (Change.Extra, _) => Dropped(fix),
            (_, "definition") => Sql.Destructive(
                "there is none until it is built anew",
                $"{Dropped(fix)}\n{Created(fix)}"
            ),
            (_, "invalid" or "not-ready") when fix.Difference.Before is null =>
                $"REINDEX INDEX CONCURRENTLY {Name(fix)};",
            _ => null,
        };
    }

    private static string Created(Fix fix)
    {
        var definition = fix.To("definition")!;
        var words = fix.To("unique") is null ? "CREATE INDEX " : "CREATE UNIQUE INDEX ";
        return definition.StartsWith(words, StringComparison.Ordinal)
            ? $"{words}CONCURRENTLY {definition[words.Length..]};"
            : $"{definition};";
    }

    private static string Dropped(Fix fix) => $"DROP INDEX CONCURRENTLY {Name(fix)};";

    private static string Name(Fix fix) => Sql.Name(fix.Id.Schema, fix.Id.Part);
}
