namespace TshActions.Core.Schemas.Fixes;

/// <summary>ALTER DATABASE … SET, of the side that is to be mended. A value that is not told cannot be set.</summary>
internal static class SettingFixes
{
    public static string? Of(Fix fix)
    {
        var database = $"DATABASE {Sql.Identifier(fix.ActualCatalog.Head.Database)}";
        var of =
            fix.Id.Part.Length > 0
                ? $"ALTER ROLE {Sql.Identifier(fix.Id.Part)} IN {database}"
                : $"ALTER {database}";
        var name = string.Join('.', fix.Id.Name.Split('.').Select(Sql.Identifier));
        return fix.To("value") switch
        {
            null => $"{of} RESET {name};",
            "(hidden)" => null,
            ['#', ..] => null,
            // A list is several values for SET, and one text is not the same.
            var value when value.Contains(',') || value.Contains('"') => null,
            var value => $"{of} SET {name} TO {Sql.Literal(value)};",
        };
    }
}
