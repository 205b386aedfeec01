namespace TshActions.Core.Schemas.Fixes;

/// <summary>A table that is missing, one that is too many, and row security.</summary>
internal static class TableFixes
{
    public static string? Of(Fix fix)
    {
        var table = Sql.Name(fix.Id);
        return (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Missing, _) => NewTable.Of(fix),
            (Change.Extra, _) => Sql.Destructive(
                "the table's rows are lost",
                $"DROP TABLE {table};"
            ),
            (Change.Changed, "row-security") => Switched(fix, "ENABLE", "DISABLE"),
            (Change.Changed, "force-row-security") => Switched(fix, "FORCE", "NO FORCE"),
            _ => null,
        };
    }

    private static string Switched(Fix fix, string on, string off)
    {
        var alter = $"ALTER TABLE {Sql.Name(fix.Id)}";
        return fix.Difference.Before is null
            ? Sql.Destructive(
                "rows are shown that were hidden",
                $"{alter} {off} ROW LEVEL SECURITY;"
            )
            : $"{alter} {on} ROW LEVEL SECURITY;";
    }
}
