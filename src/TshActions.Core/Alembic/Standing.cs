namespace TshActions.Core.Alembic;

/// <summary>Where a database stands in the graph, by the rows of its `alembic_version`.</summary>
public abstract record Standing
{
    /// <param name="Applied">In their order.</param>
    /// <param name="Pending">In the order in which `alembic upgrade heads` would apply them.</param>
    /// <param name="Redundant">Rows that come before another row: Alembic stops at them.</param>
    public sealed record Known(
        IReadOnlyList<Revision> Applied,
        IReadOnlyList<Revision> Pending,
        IReadOnlyList<string> Redundant
    ) : Standing;

    /// <summary>The database is ahead of the code, or of another history: no file holds what it is stamped with.</summary>
    /// <param name="Unknown">The rows, each with the most similar id that there is, or with those that begin like it.</param>
    public sealed record Ahead(IReadOnlyList<(string Stamp, IReadOnlyList<string> Like)> Unknown)
        : Standing;

    /// <param name="stamps">No row, or no table: nothing is applied.</param>
    public static Standing Of(RevisionGraph graph, IReadOnlyList<string> stamps)
    {
        var found = stamps.Select(stamp => (stamp, resolved: graph.Resolve(stamp))).ToList();
        var unknown = found
            .Select(pair =>
                (
                    pair.stamp,
                    Like: pair.resolved switch
                    {
                        Resolved.Missing { Nearest: { } near } => [near],
                        Resolved.Several several => several.Ids,
                        Resolved.Missing => [],
                        _ => (IReadOnlyList<string>?)null,
                    }
                )
            )
            .Where(pair => pair.Like is not null)
            .Select(pair => (pair.stamp, pair.Like!))
            .ToList();
        if (unknown.Count > 0)
            return new Ahead(unknown);

        var ids = found
            .Select(pair => ((Resolved.Found)pair.resolved).Revision.Id)
            .Distinct()
            .ToList();
        var applied = graph.Behind(ids);
        return new Known(
            [.. graph.Ordered.Where(revision => applied.Contains(revision.Id))],
            [.. graph.Ordered.Where(revision => !applied.Contains(revision.Id))],
            [.. ids.Where(id => ids.Exists(other => other != id && Follows(graph, other, id)))]
        );
    }

    /// <summary>Only by its own branch: what it merely depends on has its own row.</summary>
    private static bool Follows(RevisionGraph graph, string later, string earlier)
    {
        var seen = new HashSet<string>();
        var todo = new Stack<string>([later]);
        while (todo.TryPop(out var id))
            foreach (var down in graph.Find(id)?.Down ?? [])
                if (down == earlier)
                    return true;
                else if (seen.Add(down))
                    todo.Push(down);
        return false;
    }
}
