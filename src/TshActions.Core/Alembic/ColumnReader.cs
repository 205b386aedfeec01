using System.Globalization;
using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>`sa.Column(…)`, types and defaults as SQLAlchemy writes them.</summary>
internal static class ColumnReader
{
    private static readonly string[] Changing =
    [
        "gen_random",
        "uuid_generate",
        "uuidv",
        "uuid_",
        "random",
        "clock_timestamp",
        "timeofday",
        "nextval",
        "next_value",
    ];

    private static readonly HashSet<string> NoTypes =
    [
        "ForeignKey",
        "CheckConstraint",
        "Computed",
        "Identity",
        "Sequence",
        "FetchedValue",
    ];

    /// <returns>Null where it is no literal `Column(…)`.</returns>
    public static Column? Of(Expression? value, Scope scope)
    {
        if (
            value is null
            || scope.Resolved(value) is not Expression.Call call
            || Last(scope.PathOf(call.Callee)) is not "Column"
        )
            return null;
        if (call.Arguments.Any(argument => argument.Keyword is "*"))
            return new(null, null, null, ColumnDefault.Unknown);
        var places = call
            .Arguments.Where(argument => argument.Keyword is null)
            .Select(argument => argument.Value)
            .ToList();
        var name = scope.Text(Named(call, "name") ?? places.FirstOrDefault());
        var kinds = places.Select(place => CalleeOf(place, scope)).ToList();
        var type = TypeOf(
            Named(call, "type_")
                ?? places
                    .Skip(Named(call, "name") is null ? 1 : 0)
                    .FirstOrDefault(place => !NoTypes.Contains(CalleeOf(place, scope))),
            scope
        );
        var key = Named(call, "primary_key") is { } primary && scope.Bool(primary) is not false;
        var nullable = Named(call, "nullable") is { } said ? scope.Bool(said) : !key;
        var drawn =
            kinds.Exists(kind => kind is "Identity" or "Computed") || type is { IsSerial: true };
        var filled = drawn
            ? ColumnDefault.Volatile
            : DefaultOf(Named(call, "server_default"), scope);
        return new(
            name,
            type,
            nullable,
            filled,
            Named(call, "unique") is { } unique && scope.Bool(unique) is not false,
            key
        );
    }

    public static SqlType? TypeOf(Expression? value, Scope scope)
    {
        if (value is null)
            return null;
        var type = scope.Resolved(value);
        if (type is Expression.Call call)
        {
            var sizes = call
                .Arguments.Where(argument =>
                    argument.Keyword is null or "length" or "precision" or "scale"
                )
                .Select(argument => scope.Resolved(argument.Value))
                .ToList();
            var name = Last(scope.PathOf(call.Callee));
            if (sizes.TrueForAll(size => size is Expression.Number or Expression.Constant))
            {
                var known = SqlType.Of(name, Number(sizes, 0), Number(sizes, 1));
                return known.Known && call.Arguments.All(argument => argument.Keyword is not "*")
                    ? known
                    : new(type.Span.ToString(), Known: false);
            }
        }

        return type is Expression.Name plain
            ? SqlType.Of(Last(plain.Path))
            : new(type.Span.ToString(), Known: false);
    }

    public static ColumnDefault DefaultOf(Expression? value, Scope scope)
    {
        if (value is null)
            return ColumnDefault.None;
        return scope.Resolved(value) switch
        {
            Expression.Constant { Value: "None" or "False" } => ColumnDefault.None,
            Expression.Text => ColumnDefault.Constant,
            Expression.Call call
                when Last(scope.PathOf(call.Callee))
                    is "Identity"
                        or "Computed"
                        or "FetchedValue" => ColumnDefault.Volatile,
            Expression.Call call when scope.Text(call) is { } sql => OfSql(sql),
            Expression.Call call
                when scope.PathOf(call.Callee) is var path && IsOfSqlAlchemy(path) => OfSql(path),
            _ => ColumnDefault.Unknown,
        };
    }

    public static ColumnDefault OfSql(string sql) =>
        sql.Trim().Equals("null", StringComparison.OrdinalIgnoreCase) ? ColumnDefault.None
        : Changing.Any(word => sql.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? ColumnDefault.Volatile
        : ColumnDefault.Constant;

    private static bool IsOfSqlAlchemy(string path) =>
        path.StartsWith("sqlalchemy.") || path.StartsWith("func.");

    private static Expression? Named(Expression.Call call, string keyword) =>
        call.Arguments.FirstOrDefault(argument => argument.Keyword == keyword)?.Value;

    private static string CalleeOf(Expression value, Scope scope) =>
        value is Expression.Call call ? Last(scope.PathOf(call.Callee)) : "";

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static int? Number(List<Expression> sizes, int at) =>
        at < sizes.Count
        && sizes[at] is Expression.Number { Value: var number }
        && int.TryParse(number, NumberStyles.None, null, out var size)
            ? size
            : null;
}
