namespace TshActions.Core.Schemas.Fixes;

/// <summary>Who sees which rows. One policy takes the place of another in one transaction, so that no moment is without.</summary>
internal static class PolicyFixes
{
    public static string? Of(Fix fix)
    {
        var drop = $"DROP POLICY {Sql.Identifier(fix.Id.Part)} ON {Sql.Name(fix.Id)};";
        return fix.Difference.Change switch
        {
            Change.Missing => Created(fix.Wanted!),
            Change.Extra => Sql.Destructive("other rows are seen without it", drop),
            _ => $"BEGIN;\n{drop}\n{Created(fix.Wanted!)}\nCOMMIT;",
        };
    }

    public static string? Created(Fact policy) =>
        policy.Attributes is var has
            ? string.Concat(
                $"CREATE POLICY {Sql.Identifier(policy.Id.Part)} ON {Sql.Name(policy.Id)}",
                has["permissive"] is "no" ? " AS RESTRICTIVE" : "",
                $" FOR {has["command"].ToUpperInvariant()}",
                $" TO {string.Join(", ", has["roles"].Split(", ").Select(role => role is "public" ? "PUBLIC" : Sql.Identifier(role)))}",
                has.TryGetValue("using", out var rows) ? $" USING ({rows})" : "",
                has.TryGetValue("check", out var check) ? $" WITH CHECK ({check})" : "",
                ";"
            )
            : null;
}
