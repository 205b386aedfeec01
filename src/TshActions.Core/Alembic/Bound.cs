using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>A call of Alembic with its arguments under their names.</summary>
/// <param name="Unpacks">`*` or `**` among them: any argument may be there besides.</param>
internal sealed record Bound(
    string Name,
    IReadOnlyDictionary<string, Expression> Arguments,
    IReadOnlyList<Expression> Rest,
    bool Unpacks,
    Scope Scope,
    string? BatchTable,
    bool Batch
)
{
    /// <summary>Names of the arguments that are known by their place; of a batch the one with `@` is left out.</summary>
    private static readonly Dictionary<string, string[]> Places = new()
    {
        ["add_column"] = ["@table_name", "column"],
        ["alter_column"] = ["@table_name", "column_name"],
        ["bulk_insert"] = ["table", "rows"],
        ["create_check_constraint"] = ["constraint_name", "@table_name", "condition"],
        ["create_exclude_constraint"] = ["constraint_name", "@table_name"],
        ["create_foreign_key"] =
        [
            "constraint_name",
            "@source_table",
            "referent_table",
            "local_cols",
            "remote_cols",
        ],
        ["create_index"] = ["index_name", "@table_name", "columns"],
        ["create_primary_key"] = ["constraint_name", "@table_name", "columns"],
        ["create_table"] = ["table_name"],
        ["create_table_comment"] = ["@table_name", "comment"],
        ["create_unique_constraint"] = ["constraint_name", "@table_name", "columns"],
        ["drop_column"] = ["@table_name", "column_name"],
        ["drop_constraint"] = ["constraint_name", "@table_name", "type_"],
        ["drop_index"] = ["index_name", "@table_name"],
        ["drop_table"] = ["table_name"],
        ["drop_table_comment"] = ["@table_name"],
        ["execute"] = ["sqltext"],
        ["rename_table"] = ["old_table_name", "new_table_name"],
        ["batch_alter_table"] = ["table_name"],
    };

    /// <returns>Null for an operation that Alembic does not have: a plug-in's.</returns>
    public static Bound? Of(
        string name,
        Expression.Call call,
        Scope scope,
        bool batch,
        string? table
    )
    {
        if (!Places.TryGetValue(name, out var places))
            return null;
        string[] names =
        [
            .. places
                .Where(place => !batch || place[0] is not '@')
                .Select(place => place.TrimStart('@')),
        ];
        var arguments = new Dictionary<string, Expression>();
        var rest = new List<Expression>();
        var at = 0;
        foreach (var (keyword, value) in call.Arguments)
        {
            if (keyword is not null)
                arguments[keyword] = value;
            else if (at < names.Length)
                arguments[names[at++]] = value;
            else
                rest.Add(value);
        }

        return new(name, arguments, rest, arguments.Remove("*"), scope, table, batch);
    }

    public Expression? this[string name] => Arguments.GetValueOrDefault(name);

    public string? Text(string name) => Scope.Text(this[name]);

    public bool? Bool(string name) => Scope.Bool(this[name]);

    public IReadOnlyList<string>? Texts(string name) => Scope.Texts(this[name]);

    /// <summary>With its schema, where that is not the usual one.</summary>
    public string? Table =>
        Batch
            ? BatchTable
            : Qualified(Text("table_name") ?? Text("source_table") ?? Text("old_table_name"));

    public string? Qualified(string? table)
    {
        var schema = this["schema"] ?? this["source_schema"];
        return schema is null or Expression.Constant { Value: "None" } ? table
            : Scope.Text(schema) is not { } name || table is null ? null
            : name is "public" ? table
            : $"{name}.{table}";
    }
}
