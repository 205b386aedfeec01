namespace TshActions.Core.Alembic;

/// <summary>The actions of one `ALTER TABLE`.</summary>
internal static class SqlAlterTable
{
    private static readonly HashSet<string> Storage = ["cluster", "replica", "reset", "set"];

    public static IReadOnlyList<Effect> Of(SqlCursor sql)
    {
        sql.TakeIfExists();
        sql.Take("only");
        var table = sql.Name();
        var effects = new List<Effect>();
        while (!sql.Ended)
            effects.Add(Action(table, sql.Until(",")));
        return effects.Count > 0 ? effects : [SqlEffects.Unknown("alter table")];
    }

    private static Effect Action(string table, SqlCursor sql)
    {
        if (sql.Take("add"))
            return Add(table, sql);
        if (sql.Take("drop", "constraint"))
            return new Effect.DropConstraint(table);
        if (sql.Take("drop"))
        {
            sql.Take("column");
            sql.TakeIfExists();
            return new Effect.DropColumn(table, sql.Name());
        }

        if (sql.Take("alter"))
        {
            sql.Take("column");
            return Column(table, sql.Name(), sql);
        }

        if (sql.Take("rename"))
            return Rename(table, sql);
        if (sql.Take("validate", "constraint"))
            return new Effect.Harmless("validate");
        if (sql.Take("set", "schema"))
            return new Effect.RenameTable(table, $"{sql.Name()}.{table}");
        var other = sql.Word();
        return Storage.Contains(other) && !sql.Has("unlogged")
            ? new Effect.Harmless("storage")
            : SqlEffects.Unknown($"alter table … {other}");
    }

    private static Effect Rename(string table, SqlCursor sql)
    {
        if (sql.Take("to"))
            return new Effect.RenameTable(table, sql.Name());
        if (sql.Take("constraint"))
            return new Effect.Harmless("rename constraint");
        sql.Take("column");
        var name = sql.Name();
        sql.Take("to");
        return new Effect.RenameColumn(table, name, sql.Name());
    }

    private static Effect Column(string table, string name, SqlCursor sql) =>
        sql.Take("set", "not", "null") ? new Effect.SetNullable(table, name, Nullable: false)
        : sql.Take("drop", "not", "null") ? new Effect.SetNullable(table, name, Nullable: true)
        : sql.Take("set", "default") ? new Effect.SetDefault(table, name)
        : sql.Take("drop", "default") ? new Effect.DropDefault(table, name, Nullable: null)
        : sql.Take("set", "data", "type") || sql.Take("type")
            ? new Effect.AlterType(table, name, null, sql.Type())
        : sql.Take("set", "statistics")
        || sql.Take("set", "storage")
        || sql.Take("set", "compression")
            ? new Effect.Harmless("storage")
        : SqlEffects.Unknown("alter column");

    private static Effect Add(string table, SqlCursor sql)
    {
        if (sql.Take("constraint"))
        {
            sql.Name();
            return (Effect?)Constraint(table, sql) ?? SqlEffects.Unknown("add constraint");
        }

        if (Constraint(table, sql) is { } unnamed)
            return unnamed;
        sql.Take("column");
        sql.TakeIfExists();
        var name = sql.Name();
        var type = sql.Type();
        var key = sql.Has("primary", "key");
        var drawn = sql.Has("generated") || type.IsSerial;
        var filled =
            drawn ? ColumnDefault.Volatile
            : sql.Has("default", "null") || !sql.Has("default") ? ColumnDefault.None
            : ColumnReader.OfSql(sql.Rest());
        return new Effect.AddColumn(
            table,
            new(
                name,
                type,
                !key && !sql.Has("not", "null") && !type.IsSerial,
                filled,
                sql.Has("unique"),
                key
            )
        );
    }

    private static Effect.AddConstraint? Constraint(string table, SqlCursor sql)
    {
        ConstraintKind? kind =
            sql.Take("unique") ? ConstraintKind.Unique
            : sql.Take("primary", "key") ? ConstraintKind.PrimaryKey
            : sql.Take("foreign", "key") ? ConstraintKind.ForeignKey
            : sql.Take("check") ? ConstraintKind.Check
            : sql.Take("exclude") ? ConstraintKind.Exclude
            : null;
        if (kind is not { } known)
            return null;
        var (late, index) = (sql.Has("not", "valid"), sql.Has("using", "index"));
        var columns =
            known is ConstraintKind.Check or ConstraintKind.Exclude || index ? null : sql.Names();
        return new(table, known, columns, late, index);
    }
}
