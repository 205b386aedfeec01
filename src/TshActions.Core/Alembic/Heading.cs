using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>The identifiers at the head of a revision file; the last assignment of each counts, as it does in Python.</summary>
internal sealed class Heading(
    string path,
    IReadOnlyList<Statement> file,
    List<RevisionProblem> problems
)
{
    private readonly Dictionary<string, Statement> _said = file.Where(statement =>
            statement.Keyword.Length is 0
        )
        .SelectMany(statement => statement.Targets.Select(target => (target, statement)))
        .GroupBy(pair => pair.target)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.Last().statement);

    public int Line(string name) => _said.TryGetValue(name, out var statement) ? statement.Line : 0;

    public RevisionProblem Wrong(string name, string what, string value, string fix)
    {
        var at = _said.TryGetValue(name, out var statement) ? statement.Value : null;
        return new(path, at?.Line ?? 1, at?.Column ?? 1, what, value, fix);
    }

    public string? Id()
    {
        if (!_said.TryGetValue("revision", out var statement))
        {
            // Files of the oldest Alembics are named after their revision.
            var name = path[(path.LastIndexOf('/') + 1)..];
            if (
                name.EndsWith(".py")
                && name.Length > 3
                && name[..^3].All("0123456789abcdef".Contains)
            )
                return name[..^3];
            problems.Add(
                Wrong(
                    "revision",
                    "it names no revision",
                    "",
                    "Write `revision = \"…\"`, or move the file out of the folder of revisions"
                )
            );
            return null;
        }

        if (statement is { Targets.Count: 1, Value: Expression.Text { Value.Length: > 0 } id })
            return id.Value;
        problems.Add(
            Wrong(
                "revision",
                "only Python knows this revision's id",
                Source(statement),
                "Write it as a string"
            )
        );
        return null;
    }

    /// <returns>Null where they are not known.</returns>
    public IReadOnlyList<string>? Down()
    {
        if (_said.ContainsKey("down_revision"))
            return Texts("down_revision", "the revisions before this one");
        problems.Add(
            Wrong(
                "down_revision",
                "it does not say what comes before it",
                "",
                "Write `down_revision = \"…\"`, or `None` for the first one"
            )
        );
        return null;
    }

    /// <summary>A text, several, or None.</summary>
    public IReadOnlyList<string>? Texts(string name, string what)
    {
        if (!_said.TryGetValue(name, out var statement))
            return [];
        switch (statement.Value)
        {
            case Expression.Constant { Value: "None" } when statement.Targets.Count is 1:
                return [];
            case Expression.Text one when statement.Targets.Count is 1:
                return [one.Value];
            case Expression.Sequence { Items: var items }
                when items.All(item => item is Expression.Text) && statement.Targets.Count is 1:
                return [.. items.Select(item => ((Expression.Text)item).Value)];
            default:
                problems.Add(
                    Wrong(
                        name,
                        $"only Python knows {what}",
                        Source(statement),
                        "Write a string, a tuple of strings, or `None`"
                    )
                );
                return null;
        }
    }

    private static string Source(Statement statement) => statement.Value?.Span.ToString() ?? "";
}
