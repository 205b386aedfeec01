using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>A revision file's text, read without running it.</summary>
public static class RevisionFile
{
    private static readonly char[] NeverInIds = ['@', '-', '+', ':'];

    /// <summary>Whether Alembic would look into it.</summary>
    public static bool IsOne(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.EndsWith(".py") && !name.StartsWith("__init__") && !name.StartsWith(".#");
    }

    public static RevisionRead Read(string path, string text)
    {
        var tokens = Tokenizer.Read(text);
        var file = StatementParser.Parse(tokens);
        var problems = tokens
            .Flaws.Select(flaw => new RevisionProblem(
                path,
                flaw.Line,
                flaw.Column,
                $"Python cannot read it: {flaw.What}",
                "",
                "Mend the file"
            ))
            .ToList();
        var (said, wrong) = Declaration.Of(path, tokens.Comments);
        problems.AddRange(wrong);
        var heading = new Heading(path, file, problems);
        var id = heading.Id();
        var down = heading.Down();
        var depends = heading.Texts("depends_on", "the revisions it depends on") ?? [];
        var labels = heading.Texts("branch_labels", "its branch labels") ?? [];
        if (id is null)
            return new(null, problems);
        if (id.IndexOfAny(NeverInIds) >= 0)
            problems.Add(
                heading.Wrong(
                    "revision",
                    "Alembic allows none of @ - + : in a revision's id",
                    id,
                    "Take another id"
                )
            );
        var scope = Scope.Of(file);
        var bodies = new Bodies(path, file, scope, tokens.Flaws);
        var upgrade = bodies.Of("upgrade");
        if (upgrade.Form is BodyForm.Missing)
            problems.Add(
                new(
                    path,
                    1,
                    1,
                    "there is no `upgrade` function",
                    "",
                    "Write `def upgrade() -> None:`"
                )
            );
        var doc = file is [{ Keyword: "", Targets.Count: 0, Value: Expression.Text first }, ..]
            ? first
            : null;
        return new(
            new(
                id,
                path,
                down ?? [],
                down is not null,
                depends,
                labels,
                Message(doc?.Value ?? ""),
                new(
                    heading.Line("revision"),
                    heading.Line("down_revision"),
                    heading.Line("depends_on"),
                    heading.Line("branch_labels"),
                    doc?.Line ?? 0
                ),
                upgrade,
                bodies.Of("downgrade"),
                said
            ),
            problems
        );
    }

    /// <summary>The first paragraph, on one line.</summary>
    private static string Message(string doc)
    {
        var text = doc.Trim();
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return string.Join(
                ' ',
                (end < 0 ? text : text[..end])
                    .Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => !line.StartsWith("Revision ID:"))
            )
            .Trim();
    }
}

/// <summary>What a file gave: a revision, or what is wrong with it, or both.</summary>
public sealed record RevisionRead(Revision? Revision, IReadOnlyList<RevisionProblem> Problems);
