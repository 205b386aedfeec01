using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>What a call does, by the name it is called by.</summary>
internal static class Calls
{
    private const string Op = "alembic.op.";

    /// <summary>They only look, or only make a value.</summary>
    private static readonly HashSet<string> Quiet =
    [
        "print",
        "len",
        "str",
        "int",
        "bool",
        "list",
        "dict",
        "set",
        "tuple",
        "range",
        "zip",
        "enumerate",
        "sorted",
        "isinstance",
        "any",
        "all",
        "min",
        "max",
        "repr",
        "frozenset",
        "alembic.op.get_bind",
        "alembic.op.get_context",
        "alembic.op.f",
        "alembic.op.inline_literal",
        "alembic.context.is_offline_mode",
        "alembic.context.get_x_argument",
        "alembic.context.get_context",
        "alembic.context.get_bind",
        "alembic.op.get_context().autocommit_block",
    ];

    private static readonly HashSet<string> Looks =
    [
        "has_table",
        "has_index",
        "get_columns",
        "get_table_names",
        "get_indexes",
        "get_foreign_keys",
        "get_pk_constraint",
        "get_unique_constraints",
        "get_check_constraints",
        "get_schema_names",
        "get_view_names",
        "get_enums",
    ];

    /// <returns>Nothing for a call that only looks or makes a value; null where only Python knows.</returns>
    public static IReadOnlyList<Effect>? Of(string path, Expression.Call call, Scope scope)
    {
        if (path.StartsWith(Op) && !path.Contains('('))
            return Quiet.Contains(path) ? []
                : Bound.Of(path[Op.Length..], call, scope, batch: false, null) is not { } bound
                    ? null
                : bound.Name is "batch_alter_table" ? []
                : CallEffects.Of(bound);
        if (Batch(path, call, scope) is { } batch)
            return batch;
        if (Quiet.Contains(path) || IsLog(path))
            return [];
        var part = path[(path.LastIndexOf('.') + 1)..];
        if (path.EndsWith(".execute") && IsConnection(path, scope))
            return CallEffects.Execute(First(call), scope);
        if (path is "alembic.context.execute")
            return CallEffects.Execute(First(call), scope);
        if (
            Looks.Contains(part)
            || path is "sqlalchemy.inspect" or "sqlalchemy.engine.reflection.Inspector.from_engine"
        )
            return [];
        if (part is "create" or "drop" && TypeName(call, scope) is { } type)
            return part is "create"
                ? [new Effect.CreateOther("type", type)]
                : [new Effect.DropOther("type", type)];
        return path.StartsWith("sqlalchemy.") && !path.Contains('(') ? [] : null;
    }

    private static IReadOnlyList<Effect>? Batch(string path, Expression.Call call, Scope scope)
    {
        var dot = path.IndexOf('.');
        if (dot < 0 || path.Contains('(') || !scope.Batches.TryGetValue(path[..dot], out var table))
            return null;
        var name = path[(dot + 1)..];
        return name is "f" ? []
            : Bound.Of(name, call, scope, batch: true, table) is { } bound ? CallEffects.Of(bound)
            : [new Effect.Unknown($"Alembic has no batch operation `{name}`")];
    }

    private static bool IsLog(string path) =>
        path.Split('.') is [.., var of, "debug" or "info" or "warning" or "error"]
        && of is "logger" or "log" or "logging" or "_logger" or "LOG";

    /// <summary>`op.get_bind().execute`, `conn.execute` where `conn = op.get_bind()`.</summary>
    private static bool IsConnection(string path, Scope scope)
    {
        var of = path[..^".execute".Length];
        return of is "alembic.op.get_bind()" or "alembic.op.get_context()"
            || (
                scope.Values.TryGetValue(of, out var value)
                && value is Expression.Call { Callee: var callee }
                && scope.PathOf(callee) is "alembic.op.get_bind"
            );
    }

    /// <summary>Of `sa.Enum(…, name="state").create(bind)`, also through a name; null where it is no type.</summary>
    private static string? TypeName(Expression.Call call, Scope scope)
    {
        var of = call.Callee switch
        {
            Expression.Member member => member.Of,
            Expression.Name { Path: var path } name when path.LastIndexOf('.') is > 0 and var dot =>
                scope.Values.GetValueOrDefault(path[..dot]) ?? name,
            var other => other,
        };
        return
            of is Expression.Call { Callee: var callee, Arguments: var arguments }
            && scope.PathOf(callee) is var type
            && (type.EndsWith("Enum") || type.EndsWith("ENUM"))
            ? scope.Text(arguments.FirstOrDefault(argument => argument.Keyword is "name")?.Value)
                ?? "enum"
            : null;
    }

    private static Expression? First(Expression.Call call) =>
        call.Arguments is [{ Keyword: null or "sqltext" or "statement" or "sql" } first, ..]
            ? first.Value
            : null;
}
