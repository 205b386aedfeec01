using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>What the names of a file stand for.</summary>
/// <param name="Imports">`op` → `alembic.op`.</param>
/// <param name="Values">Names that are given a value exactly once.</param>
/// <param name="Batches">Names of `batch_alter_table` blocks, each with its table; null for one that is not literal.</param>
internal sealed record Scope(
    IReadOnlyDictionary<string, string> Imports,
    IReadOnlyDictionary<string, Expression> Values,
    IReadOnlyDictionary<string, string?> Batches
)
{
    /// <summary>A name may stand for itself.</summary>
    private const int DeepestName = 8;

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["op"] = "alembic.op",
        ["context"] = "alembic.context",
        ["sa"] = "sqlalchemy",
    };

    public static Scope Of(IReadOnlyList<Statement> file) =>
        new Scope(
            Usual,
            new Dictionary<string, Expression>(),
            new Dictionary<string, string?>()
        ).With(file);

    /// <summary>With the names that a block brings in.</summary>
    public Scope With(IReadOnlyList<Statement> block)
    {
        var imports = new Dictionary<string, string>(Imports);
        var values = new Dictionary<string, Expression>(Values);
        var given = new HashSet<string>();
        foreach (var statement in Deep(block))
        {
            foreach (var (name, path) in statement.Imports)
                imports[name] = path;
            foreach (var target in statement.Targets)
            {
                var once = given.Add(target) && statement is { Targets.Count: 1, Value: not null };
                if (once)
                    values[target] = statement.Value!;
                else
                    values.Remove(target);
            }
        }

        return this with
        {
            Imports = imports,
            Values = values,
        };
    }

    public Scope With(string name, Expression value) =>
        this with
        {
            Values = new Dictionary<string, Expression>(Values) { [name] = value },
        };

    public Scope WithBatch(string name, string? table) =>
        this with
        {
            Batches = new Dictionary<string, string?>(Batches) { [name] = table },
        };

    /// <summary>`alembic_op.add_column` → `alembic.op.add_column`; of what is no plain name the source.</summary>
    public string PathOf(Expression callee)
    {
        if (callee is not Expression.Name { Path: var path })
            return callee is Expression.Member { Of: var of, Part: var part }
                ? $"{(of is Expression.Call call ? PathOf(call.Callee) + "()" : of.Span)}.{part}"
                : callee.Span.ToString();
        var dot = path.IndexOf('.');
        var first = dot < 0 ? path : path[..dot];
        return Imports.TryGetValue(first, out var whole) ? whole + path[first.Length..] : path;
    }

    /// <summary>Behind names that are given a literal value.</summary>
    public Expression Resolved(Expression value)
    {
        for (
            var steps = 0;
            steps < DeepestName && value is Expression.Name { Path: var path };
            steps++
        )
        {
            if (!Values.TryGetValue(path, out var behind))
                break;
            value = behind;
        }

        return value;
    }

    /// <summary>Null where it is not literal.</summary>
    public string? Text(Expression? value) => Text(value, DeepestName);

    private string? Text(Expression? value, int steps) =>
        value is null || steps is 0
            ? null
            : Resolved(value) switch
            {
                Expression.Text text => text.Value,
                // A name that is already what the naming convention makes of it, SQL in its wrapping, a quoted name.
                Expression.Call { Arguments: [{ Keyword: null, Value: var inside }] } call
                    when PathOf(call.Callee) is var path
                        && (
                            path.EndsWith(".f")
                            || path.EndsWith(".text")
                            || path is "text" or "f"
                            || path.EndsWith("quoted_name")
                        ) => Text(inside, steps - 1),
                Expression.Call { Arguments: [{ Keyword: null, Value: var inside }, ..] } call
                    when PathOf(call.Callee).EndsWith("quoted_name") => Text(inside, steps - 1),
                _ => null,
            };

    /// <summary>Null where it is not literal.</summary>
    public bool? Bool(Expression? value) =>
        value is null ? null
        : Resolved(value) is Expression.Constant { Value: var said } ? said is "True"
        : null;

    /// <summary>Null where one of them is not literal.</summary>
    public IReadOnlyList<string>? Texts(Expression? value)
    {
        if (value is null)
            return null;
        var all = Resolved(value) is Expression.Sequence sequence
            ? sequence.Items.Select(item => Text(item)).ToList()
            : [Text(value)];
        return all.Contains(null) ? null : [.. all.Select(text => text!)];
    }

    private static IEnumerable<Statement> Deep(IReadOnlyList<Statement> block) =>
        block.SelectMany(statement =>
            statement.Keyword is "def" or "class"
                ? [statement]
                : Deep(statement.Body).Prepend(statement)
        );
}
