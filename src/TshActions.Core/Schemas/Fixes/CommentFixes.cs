namespace TshActions.Core.Schemas.Fixes;

/// <summary>The catalog tells an object's kind and quoted name as COMMENT ON wants them, but for parts of tables.</summary>
internal static class CommentFixes
{
    public static string? Of(Fix fix) =>
        Object(fix.Id) is { } of
            ? $"COMMENT ON {of} IS {(fix.To("text") is { } text ? Sql.Literal(text) : "NULL")};"
            : null;

    private static string? Object(FactId id) =>
        id.Part switch
        {
            "table column" => $"COLUMN {id.Name}",
            "schema" when id.Schema.Length is 0 && !id.Name.StartsWith('"') =>
                $"SCHEMA {Sql.Identifier(id.Name)}",
            "table"
            or "view"
            or "materialized view"
            or "foreign table"
            or "sequence"
            or "index"
            or "function"
            or "procedure"
            or "aggregate"
            or "type"
            or "schema"
            or "extension" => $"{id.Part.ToUpperInvariant()} {id.Name}",
            "trigger" or "policy" or "rule" or "table constraint" =>
                $"{(id.Part is "table constraint" ? "CONSTRAINT" : id.Part.ToUpperInvariant())} {id.Name}",
            _ => null,
        };
}
