namespace TshActions.Core.Schemas.Fixes;

/// <summary>Constraints without a long lock: first for new rows, then for those that are there.</summary>
internal static class ConstraintFixes
{
    public static string? Of(Fix fix)
    {
        if (!fix.IsOf("table") || (fix.To("inherited") ?? fix.From("inherited")) is not null)
            return null;
        var table = $"ALTER TABLE {Sql.Name(fix.Id)}";
        var name = Sql.Identifier(fix.Id.Part);
        var drop = Sql.Destructive(
            "data that must not be there is let in",
            $"{table} DROP CONSTRAINT {name};"
        );
        return (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Missing, _) => Added(fix, table, name),
            (Change.Extra, _) => drop,
            (_, "not-valid") when fix.From("not-valid") is not null =>
                $"{table} VALIDATE CONSTRAINT {name};",
            _ => null,
        };
    }

    private static string? Added(Fix fix, string table, string name)
    {
        var definition = fix.To("definition")!;
        var add = $"{table} ADD CONSTRAINT {name} {definition}";
        return fix.To("type") switch
        {
            "check"
            or "foreign key" when !(fix.IsOfPartitioned && fix.To("type") is "foreign key") =>
                Sql.Lines([
                    $"{add} NOT VALID;",
                    fix.To("not-valid") is null ? $"{table} VALIDATE CONSTRAINT {name};" : null,
                ]),
            "primary key" or "unique" => Keyed(fix, table, name, definition),
            "foreign key" or "exclude" => Sql.Destructive(
                "locked while all rows are read",
                $"{add};"
            ),
            _ => null,
        };
    }

    private static string Keyed(Fix fix, string table, string name, string definition)
    {
        var kind = fix.To("type") is "primary key" ? "PRIMARY KEY" : "UNIQUE";
        var columns = definition[(definition.IndexOf('(') is var open and >= 0 ? open : 0)..];
        // Other forms (NULLS NOT DISTINCT, INCLUDE, DEFERRABLE) say more than an index's columns.
        return
            fix.IsOfPartitioned
            || definition != $"{kind} {columns}"
            || !columns.EndsWith(')')
            || columns.Contains(") ")
            ? Sql.Destructive(
                "locked while its index is built; fails where rows are double",
                $"{table} ADD CONSTRAINT {name} {definition};"
            )
            : Sql.Destructive(
                "fails where rows are double, and leaves an invalid index",
                $"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {Sql.Name(fix.Id)} {columns};\n{table} ADD CONSTRAINT {name} {kind} USING INDEX {name};"
            );
    }
}
