namespace TshActions.Core.Alembic;

/// <summary>The revisions from one place in the graph to another.</summary>
public abstract record Route
{
    /// <param name="Revisions">In the order in which their `upgrade` runs; empty where it is the same place.</param>
    public sealed record Up(IReadOnlyList<Revision> Revisions) : Route;

    /// <param name="Revisions">In the order in which their `downgrade` runs.</param>
    public sealed record Down(IReadOnlyList<Revision> Revisions) : Route;

    public sealed record None(string Why) : Route;

    /// <param name="from">Null: before the first revision.</param>
    /// <param name="to">Null: before the first revision.</param>
    public static Route Of(RevisionGraph graph, string? from, string? to)
    {
        foreach (var id in new[] { from, to })
            if (id is not null && graph.Resolve(id) is not Resolved.Found)
                return new None($"there is not exactly one revision `{id}`");
        var (start, end) = (Behind(graph, from), Behind(graph, to));
        if (start.IsSubsetOf(end))
            return new Up([
                .. graph.Ordered.Where(revision =>
                    end.Contains(revision.Id) && !start.Contains(revision.Id)
                ),
            ]);
        return end.IsSubsetOf(start)
            ? new Down([
                .. graph
                    .Ordered.Where(revision =>
                        start.Contains(revision.Id) && !end.Contains(revision.Id)
                    )
                    .Reverse(),
            ])
            : new None($"`{from}` and `{to}` stand in different branches");
    }

    private static IReadOnlySet<string> Behind(RevisionGraph graph, string? id) =>
        id is null
            ? new HashSet<string>()
            : graph.Behind([((Resolved.Found)graph.Resolve(id)).Revision.Id]);
}
