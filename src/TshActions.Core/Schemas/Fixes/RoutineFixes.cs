namespace TshActions.Core.Schemas.Fixes;

/// <summary>Functions and procedures are written anew in place; what uses them goes on.</summary>
internal static class RoutineFixes
{
    public static string? Of(Fix fix) =>
        (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Extra, _) => Sql.Destructive(
                "statements that use it fail",
                $"DROP {Word(fix)} {Sql.Name(fix.Id)}({fix.Id.Part});"
            ),
            // PostgreSQL refuses another result under the same name: what uses it would have to go first.
            (_, "returns") => null,
            _ => Created(fix),
        };

    private static string? Created(Fix fix)
    {
        // Neither is in the catalog as it has to be written.
        if (
            fix.To("library") is not null
            || fix.To("transforms") is not null
            || fix.To("settings")?.Contains(',') is true
        )
            return null;
        string?[] parts =
        [
            $"CREATE OR REPLACE {Word(fix)} {Sql.Name(fix.Id)}({fix.To("arguments") ?? fix.Id.Part})",
            fix.To("returns") is { } result ? $" RETURNS {result}" : null,
            $" LANGUAGE {Sql.Identifier(fix.To("language")!)}",
            fix.To("window") is null ? null : " WINDOW",
            .. fix.Id.Kind is "function" ? Nature(fix) : [],
            fix.To("security-definer") is null ? null : " SECURITY DEFINER",
            fix.To("settings")?.Split('=', 2) is [var name, var value]
                ? $" SET {name} TO {Sql.Literal(value)}"
                : null,
            fix.To("sql-body") is { } body ? $"\n{body};" : $"\nAS {Quoted(fix.To("body") ?? "")};",
        ];
        return string.Concat(parts);
    }

    private static string?[] Nature(Fix fix) =>
        [
            $" {fix.To("volatility")!.ToUpperInvariant()}",
            fix.To("strict") is null ? null : " STRICT",
            fix.To("leakproof") is null ? null : " LEAKPROOF",
            $" PARALLEL {fix.To("parallel")!.ToUpperInvariant()}",
            $" COST {fix.To("cost")}",
            fix.To("rows") is { } rows ? $" ROWS {rows}" : null,
            fix.To("support") is { } support ? $" SUPPORT {support}" : null,
        ];

    private static string Word(Fix fix) => fix.Id.Kind.ToUpperInvariant();

    /// <summary>Between marks that do not stand in it.</summary>
    private static string Quoted(string body)
    {
        var mark = "$body$";
        for (var number = 1; body.Contains(mark, StringComparison.Ordinal); number++)
            mark = $"$body{number}$";
        return $"{mark}{body}{mark}";
    }
}
