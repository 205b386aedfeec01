namespace TshActions.Core.Schemas.Fixes;

/// <summary>What a catalog holds as the statement that made it, or nearly so.</summary>
internal static class DefinedFixes
{
    public static string? Of(Fix fix) =>
        (fix.Id.Kind, fix.Difference.Change, fix.Difference.Attribute) switch
        {
            ("schema", Change.Missing, _) =>
                $"CREATE SCHEMA {Sql.Name(fix.Id)}{(fix.To("owner") is { } owner ? $" AUTHORIZATION {Sql.Role(owner)}" : "")};",
            ("materialized view", Change.Missing, _) =>
                $"CREATE MATERIALIZED VIEW {Sql.Name(fix.Id)}{(fix.To("options") is { } options ? $" WITH ({options})" : "")} AS\n{Statement(fix.To("definition")!)}",
            ("statistics", Change.Missing, _) => Statement(fix.To("definition")!),
            ("statistics", Change.Extra, _) => $"DROP STATISTICS {Sql.Name(fix.Id)};",
            ("statistics", _, "definition") =>
                $"BEGIN;\nDROP STATISTICS {Sql.Name(fix.Id)};\n{Statement(fix.To("definition")!)}\nCOMMIT;",
            ("rule", Change.Missing, _) or ("rule", _, "definition") => Replaced(
                Statement(fix.To("definition")!)
            ),
            (_, Change.Extra, _) => Dropped(fix.Id),
            _ => null,
        };

    private static string? Dropped(FactId id)
    {
        var what = id.Kind switch
        {
            "schema"
            or "materialized view"
            or "sequence"
            or "domain"
            or "collation"
            or "conversion"
            or "publication"
            or "server"
            or "event trigger"
            or "foreign table"
            or "foreign data wrapper"
            or "text search configuration"
            or "text search dictionary" => $"{id.Kind.ToUpperInvariant()} {Sql.Name(id)}",
            "enum" or "range" or "composite type" or "base type" => $"TYPE {Sql.Name(id)}",
            "aggregate" => $"AGGREGATE {Sql.Name(id)}({id.Part})",
            "rule" => $"RULE {Sql.Identifier(id.Part)} ON {Sql.Name(id)}",
            _ => null,
        };
        return what is null
            ? null
            : Sql.Destructive("whatever uses it fails or goes with it", $"DROP {what};");
    }

    private static string Statement(string definition) => definition.TrimEnd().TrimEnd(';') + ";";

    private static string Replaced(string rule) =>
        rule.StartsWith("CREATE RULE ", StringComparison.Ordinal)
            ? $"CREATE OR REPLACE {rule["CREATE ".Length..]}"
            : rule;
}
