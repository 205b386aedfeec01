using TshActions.Core.Alembic;
using TshActions.Core.Journal;
using TshActions.Core.Schemas;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>What Alembic's revision files say of the two databases, read without running any of them.</summary>
/// <param name="Answer">Whether the release before keeps working on production once the pending revisions are applied.</param>
/// <param name="Decided">The operation, its line and why; null where nothing is pending.</param>
/// <param name="Pending">What production has not run; empty where nobody can say.</param>
/// <param name="Between">What staging has run and production has not, in its order.</param>
/// <param name="Wrong">What would stop Alembic; null where nothing does.</param>
internal sealed record RevisionLook(
    BackwardCompatible Answer,
    string? Decided,
    string? Wrong,
    IReadOnlyList<string> Lines,
    IReadOnlyList<RevisionProblem> Problems,
    RevisionGraph Graph,
    IReadOnlyList<Revision> Pending,
    IReadOnlyList<Revision> Between
)
{
    private static readonly string[] Usual = ["alembic/versions", "migrations/versions"];

    /// <returns>Null where there are no revision files.</returns>
    public static RevisionLook? At(
        VerbRun run,
        DriftSpec drift,
        CatalogHead production,
        CatalogHead staging
    )
    {
        if (Folder(run, drift) is not { } folder)
            return null;
        var read = Directory
            .GetFiles(run.InWorkspace(folder))
            .Where(RevisionFile.IsOne)
            .Order(StringComparer.Ordinal)
            .Select(path =>
                RevisionFile.Read(
                    $"{folder}/{System.IO.Path.GetFileName(path)}",
                    File.ReadAllText(path)
                )
            )
            .ToList();
        var graph = RevisionGraph.Of(read.Select(one => one.Revision).OfType<Revision>());
        IReadOnlyList<RevisionProblem> problems =
        [
            .. read.SelectMany(one => one.Problems),
            .. graph.Problems,
        ];
        var (ours, theirs) = (StandingOf(graph, production), StandingOf(graph, staging));
        List<string> lines =
        [
            .. read.SelectMany(one => one.Problems).Select(problem => $"✗ {problem.Text}"),
            .. GraphText.Lines(graph, ours, theirs),
        ];
        var wrong =
            problems.Count > 0
                ? problems[0].Text
                : lines.FirstOrDefault(line => line.StartsWith('✗'))?[2..];
        // Of what is not known to be in the database nobody can say what comes next.
        if (wrong is not null || ours is not Standing.Known { Pending: var pending })
            return new(BackwardCompatible.Unknown, null, wrong, lines, problems, graph, [], []);
        var compatibility = Compatibility.Of(pending);
        return new(
            compatibility.Answer,
            compatibility.Decided?.Text,
            null,
            lines,
            problems,
            graph,
            pending,
            theirs is Standing.Known staged ? [.. staged.Applied.Intersect(pending)] : []
        );
    }

    private static string? Folder(VerbRun run, DriftSpec drift) =>
        drift.Revisions is { } named
            ? Directory.Exists(run.InWorkspace(named))
                ? named.TrimEnd('/')
                : throw new BadInput(
                    $"there is no folder {named} with revision files",
                    "check out the repository before this step, or mend `drift.revisions`"
                )
            : Usual.FirstOrDefault(folder => Directory.Exists(run.InWorkspace(folder)));

    // A table that could not be read says nothing; one that is not there, that nothing was applied.
    private static Standing? StandingOf(RevisionGraph graph, CatalogHead head) =>
        head.Unread.ContainsKey("alembic_version")
            ? null
            : Standing.Of(graph, head.Revisions ?? []);
}
