namespace TshActions.Core.Schemas.Fixes;

/// <summary>Extensions; the server must have the version at hand.</summary>
internal static class ExtensionFixes
{
    public static string? Of(Fix fix)
    {
        var name = Sql.Identifier(fix.Id.Name);
        return (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Missing, _) =>
                $"CREATE EXTENSION {name} SCHEMA {Sql.Identifier(fix.To("schema")!)} VERSION {Sql.Literal(fix.To("version")!)};",
            (Change.Extra, _) => Sql.Destructive(
                "what it brought is lost",
                $"DROP EXTENSION {name};"
            ),
            (_, "version") =>
                $"ALTER EXTENSION {name} UPDATE TO {Sql.Literal(fix.To("version")!)};",
            _ => null,
        };
    }
}
