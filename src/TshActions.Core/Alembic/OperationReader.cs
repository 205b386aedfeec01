using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>The operations of a body in their order; what else may act is told as unknown.</summary>
internal sealed class OperationReader
{
    private const int LongestLoop = 100;
    private const string Op = "alembic.op.";

    private readonly List<Operation> _operations = [];

    public static IReadOnlyList<Operation> Read(IReadOnlyList<Statement> body, Scope file)
    {
        var reader = new OperationReader();
        reader.Block(body, new(file.With(body), May: false, Autocommit: false));
        return reader._operations;
    }

    private sealed record Where(Scope Scope, bool May, bool Autocommit);

    private void Block(IReadOnlyList<Statement> body, Where at)
    {
        foreach (var statement in body)
            Statement(statement, at);
    }

    private void Statement(Statement statement, Where at)
    {
        switch (statement.Keyword)
        {
            case "def" or "class" or "import" or "from" or "pass":
                // Whatever a function does, it does where it is called.
                break;
            case "with":
                With(statement, at);
                break;
            case "for" when Loop(statement, at.Scope) is { } turns:
                foreach (var scope in turns)
                    Block(statement.Body, at with { Scope = scope });
                break;
            case "for" or "while" or "if" or "elif" or "else" or "except" or "match" or "case":
                Walk(statement.Value, at);
                Block(statement.Body, at with { May = true });
                break;
            case "raise":
                Add(
                    "raise",
                    statement.Value?.Span ?? default,
                    statement.Line,
                    at,
                    new Effect.Unknown("it may refuse to run")
                );
                break;
            default:
                Walk(statement.Value, at);
                Block(statement.Body, at);
                break;
        }
    }

    private void With(Statement statement, Where at)
    {
        var items = statement.Value switch
        {
            Expression.Sequence sequence => sequence.Items,
            { } one => [one],
            null => [],
        };
        foreach (var item in items)
        {
            var (value, name) = item
                is Expression.Computed { Parts: [var of, Expression.Name alias] }
                ? (of, alias.Path)
                : (item, null);
            var path = value is Expression.Call { Callee: var callee }
                ? at.Scope.PathOf(callee)
                : "";
            if (path is Op + "batch_alter_table")
            {
                var batch = Bound.Of(
                    "batch_alter_table",
                    (Expression.Call)value,
                    at.Scope,
                    batch: false,
                    null
                )!;
                at = name is null
                    ? at
                    : at with
                    {
                        Scope = at.Scope.WithBatch(name, batch.Unpacks ? null : batch.Table),
                    };
            }
            else if (path.EndsWith(".autocommit_block"))
            {
                at = at with { Autocommit = true };
            }
            else
            {
                Walk(value, at);
            }
        }

        Block(statement.Body, at);
    }

    /// <returns>One scope per turn of a loop over literal texts; null for any other loop.</returns>
    private static List<Scope>? Loop(Statement statement, Scope scope) =>
        statement.Value is Expression.Computed { Parts: [Expression.Name name, var over] }
        && scope.Resolved(over)
            is Expression.Sequence { Items: { Count: > 0 and <= LongestLoop } items }
        && items.All(item => item is Expression.Text)
            ? [.. items.Select(item => scope.With(name.Path, item))]
            : null;

    private void Walk(Expression? value, Where at)
    {
        switch (value)
        {
            case Expression.Call call:
                Call(call, at);
                break;
            case Expression.Computed computed:
                foreach (var part in computed.Parts)
                    Walk(part, at);
                break;
            case Expression.Sequence sequence:
                foreach (var item in sequence.Items)
                    Walk(item, at);
                break;
            case Expression.Member member:
                Walk(member.Of, at);
                break;
            default:
                break;
        }
    }

    private void Call(Expression.Call call, Where at)
    {
        var path = at.Scope.PathOf(call.Callee);
        if (Calls.Of(path, call, at.Scope) is { } effects)
        {
            if (effects.Count > 0)
                Add(path.StartsWith(Op) ? path[Op.Length..] : Last(path), call, at, effects);
            else
                Inside(call, at);
            return;
        }

        Add(
            Last(path),
            call,
            at,
            [new Effect.Unknown($"only Python knows what `{Short(path)}` does")]
        );
    }

    /// <summary>A call that does nothing by itself may be given one that does.</summary>
    private void Inside(Expression.Call call, Where at)
    {
        if (call.Callee is Expression.Member member)
            Walk(member.Of, at);
        foreach (var argument in call.Arguments)
            Walk(argument.Value, at);
    }

    private void Add(string name, Expression.Call call, Where at, IReadOnlyList<Effect> effects) =>
        _operations.Add(new(name, call.Line, at.May, call.Span.ToString(), at.Autocommit, effects));

    private void Add(string name, Span span, int line, Where at, Effect effect) =>
        _operations.Add(
            new(
                name,
                line,
                at.May,
                span.Tokens is null ? name : $"{name} {span}",
                at.Autocommit,
                [effect]
            )
        );

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Short(string path) =>
        path.StartsWith(Op) ? "op." + path[Op.Length..] : path;
}
