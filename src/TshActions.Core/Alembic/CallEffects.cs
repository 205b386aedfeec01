using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>What Alembic's own operations do.</summary>
internal static class CallEffects
{
    public static IReadOnlyList<Effect> Of(Bound call)
    {
        if (call.Unpacks)
            return [new Effect.Unknown("its arguments are unpacked from what only Python knows")];
        var table = call.Table;
        return call.Name switch
        {
            "create_table" => [new Effect.CreateTable(table)],
            "drop_table" => [new Effect.DropTable(table)],
            "rename_table" =>
            [
                new Effect.RenameTable(table, call.Qualified(call.Text("new_table_name"))),
            ],
            "add_column" => AddColumn(call),
            "drop_column" => [new Effect.DropColumn(table, call.Text("column_name"))],
            "alter_column" => Alter(call),
            "create_unique_constraint" => [Constraint(call, ConstraintKind.Unique, "columns")],
            "create_primary_key" => [Constraint(call, ConstraintKind.PrimaryKey, "columns")],
            "create_check_constraint" => [Constraint(call, ConstraintKind.Check, null)],
            "create_exclude_constraint" => [Constraint(call, ConstraintKind.Exclude, null)],
            "create_foreign_key" => [Constraint(call, ConstraintKind.ForeignKey, "local_cols")],
            "drop_constraint" => [new Effect.DropConstraint(table)],
            "create_index" =>
            [
                new Effect.CreateIndex(
                    table,
                    call.Texts("columns"),
                    call["unique"] is { } unique ? call.Scope.Bool(unique) : false,
                    call.Bool("postgresql_concurrently") is true
                ),
            ],
            "drop_index" => [new Effect.DropIndex(call.Bool("postgresql_concurrently") is true)],
            "bulk_insert" => [new Effect.Insert(null)],
            "create_table_comment" or "drop_table_comment" => [new Effect.Harmless("comment")],
            "execute" => Execute(call["sqltext"], call.Scope),
            _ => [],
        };
    }

    public static IReadOnlyList<Effect> Execute(Expression? sql, Scope scope) =>
        scope.Text(sql) is { } text
            ? SqlEffects.Of(text)
            : [new Effect.Unknown("only Python knows what is executed")];

    private static IReadOnlyList<Effect> AddColumn(Bound call)
    {
        if (ColumnReader.Of(call["column"], call.Scope) is not { } column)
            return [new Effect.Unknown("the column is not written out")];
        var added = new Effect.AddColumn(call.Table, column);
        // Alembic makes the index of `index=True` in the same step.
        var indexed =
            call.Scope.Resolved(call["column"]!) is Expression.Call { Arguments: var arguments }
            && arguments.Any(argument =>
                argument.Keyword is "index" && call.Scope.Bool(argument.Value) is not false
            );
        return indexed
            ?
            [
                added,
                new Effect.CreateIndex(
                    call.Table,
                    column.Name is null ? null : [column.Name],
                    column.Unique,
                    Concurrently: false
                ),
            ]
            : [added];
    }

    private static Effect.AddConstraint Constraint(
        Bound call,
        ConstraintKind kind,
        string? columns
    ) =>
        new(
            call.Table,
            kind,
            columns is null ? null : call.Texts(columns),
            NotValid: call.Bool("postgresql_not_valid") is true
        );

    private static List<Effect> Alter(Bound call)
    {
        var (table, column) = (call.Table, call.Text("column_name"));
        var effects = new List<Effect>();
        if (call["type_"] is { } type)
            effects.Add(
                new Effect.AlterType(
                    table,
                    column,
                    ColumnReader.TypeOf(call["existing_type"], call.Scope),
                    ColumnReader.TypeOf(type, call.Scope)
                )
            );
        if (call["nullable"] is { } nullable && !IsNone(nullable))
            effects.Add(new Effect.SetNullable(table, column, call.Scope.Bool(nullable)));
        if (call["server_default"] is { } filled && !IsFalse(filled))
            effects.Add(
                ColumnReader.DefaultOf(filled, call.Scope) switch
                {
                    ColumnDefault.None => new Effect.DropDefault(
                        table,
                        column,
                        call.Bool("nullable") ?? call.Bool("existing_nullable")
                    ),
                    ColumnDefault.Unknown => new Effect.Unknown("only Python knows the default"),
                    _ => new Effect.SetDefault(table, column),
                }
            );
        if (call["new_column_name"] is { } to && !IsNone(to))
            effects.Add(new Effect.RenameColumn(table, column, call.Scope.Text(to)));
        if (effects.Count is 0)
            effects.Add(new Effect.Harmless("comment"));
        return effects;
    }

    private static bool IsNone(Expression value) => value is Expression.Constant { Value: "None" };

    private static bool IsFalse(Expression value) =>
        value is Expression.Constant { Value: "False" };
}
