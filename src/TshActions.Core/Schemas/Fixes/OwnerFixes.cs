namespace TshActions.Core.Schemas.Fixes;

/// <summary>Who may do everything with a thing.</summary>
internal static class OwnerFixes
{
    public static string? Of(Fix fix) =>
        fix.Id.Kind switch
        {
            "table" or "view" or "materialized view" or "foreign table" or "schema" or "domain" =>
                $"ALTER {fix.Id.Kind.ToUpperInvariant()} {Sql.Name(fix.Id)} OWNER TO {Sql.Identifier(fix.Difference.Before!)};",
            "sequence" when fix.To("owned-by") is null && fix.From("owned-by") is null =>
                $"ALTER SEQUENCE {Sql.Name(fix.Id)} OWNER TO {Sql.Identifier(fix.Difference.Before!)};",
            "enum" or "range" or "composite type" =>
                $"ALTER TYPE {Sql.Name(fix.Id)} OWNER TO {Sql.Identifier(fix.Difference.Before!)};",
            _ => null,
        };
}
