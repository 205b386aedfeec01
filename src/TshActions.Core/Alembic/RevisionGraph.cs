using System.Collections.Immutable;

namespace TshActions.Core.Alembic;

/// <summary>All revisions of a folder, in an order in which each comes after those it needs. The order of the files does not matter.</summary>
/// <param name="Ordered">Without those that stand in a circle, or behind one.</param>
/// <param name="Heads">Nothing comes after them in their own branch; `alembic upgrade head` wants exactly one.</param>
/// <param name="Bases">Nothing comes before them.</param>
/// <param name="Branches">More than one comes after them.</param>
/// <param name="Merges">More than one comes before them.</param>
public sealed record RevisionGraph(
    IReadOnlyList<Revision> Ordered,
    IReadOnlyList<string> Heads,
    IReadOnlyList<string> Bases,
    IReadOnlyList<string> Branches,
    IReadOnlyList<string> Merges,
    IReadOnlyList<RevisionProblem> Problems
)
{
    private ImmutableSortedDictionary<string, Revision> ById { get; init; } =
        ImmutableSortedDictionary<string, Revision>.Empty;

    private ILookup<string, string> Needs { get; init; } = Array.Empty<string>().ToLookup(id => id);

    private IReadOnlyDictionary<string, string> Labels { get; init; } =
        ImmutableDictionary<string, string>.Empty;

    public static RevisionGraph Of(IEnumerable<Revision> revisions)
    {
        var all = revisions
            .OrderBy(revision => revision.Id, StringComparer.Ordinal)
            .ThenBy(revision => revision.Path, StringComparer.Ordinal)
            .ToList();
        var byId = all.GroupBy(revision => revision.Id)
            .ToImmutableSortedDictionary(
                same => same.Key,
                same => same.First(),
                StringComparer.Ordinal
            );
        var labels = byId
            .Values.SelectMany(revision =>
                revision.BranchLabels.Select(label => (label, revision.Id))
            )
            .GroupBy(pair => pair.label)
            .ToDictionary(same => same.Key, same => same.First().Id);
        var needs = byId
            .Values.SelectMany(revision =>
                revision
                    .Down.Concat(
                        revision.DependsOn.Select(id =>
                            byId.ContainsKey(id) ? id : labels.GetValueOrDefault(id, id)
                        )
                    )
                    .Where(byId.ContainsKey)
                    .Distinct()
                    .Select(down => (revision.Id, down))
            )
            .ToLookup(pair => pair.Id, pair => pair.down);
        var next = byId
            .Values.SelectMany(revision =>
                revision.Down.Distinct().Select(down => (down, revision.Id))
            )
            .ToLookup(pair => pair.down, pair => pair.Id);
        var order = Order(byId, needs);
        var heads = byId.Keys.Where(id => !next.Contains(id)).ToList();
        var graph = new RevisionGraph(
            order,
            heads,
            [
                .. byId
                    .Values.Where(revision => revision is { Down.Count: 0, DownKnown: true })
                    .Select(revision => revision.Id),
            ],
            [.. byId.Keys.Where(id => next[id].Skip(1).Any())],
            [.. byId.Values.Where(revision => revision.IsMerge).Select(revision => revision.Id)],
            []
        )
        {
            ById = byId,
            Needs = needs,
            Labels = labels,
        };
        return graph with { Problems = GraphProblems.Of(graph, all) };
    }

    public Revision? Find(string id) => ById.GetValueOrDefault(id);

    internal IEnumerable<string> Ids => ById.Keys;

    internal IEnumerable<string> NeedsOf(string id) => Needs[id];

    internal bool HasLabel(string label) => Labels.ContainsKey(label);

    /// <summary>As Alembic does it: an id, a branch label, or the beginning of exactly one that is longer than three characters.</summary>
    public Resolved Resolve(string id)
    {
        if (ById.TryGetValue(id, out var whole))
            return new Resolved.Found(whole);
        if (Labels.TryGetValue(id, out var labelled))
            return new Resolved.Found(ById[labelled]);
        var names = ById
            .Keys.Concat(Labels.Keys)
            .Where(name =>
                id.Length > 0 && name.Length > 3 && name.StartsWith(id, StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        return names.Count switch
        {
            0 => new Resolved.Missing(GraphProblems.Nearest(id, ById.Keys)),
            1 => new Resolved.Found(ById.GetValueOrDefault(names[0]) ?? ById[Labels[names[0]]]),
            _ => new Resolved.Several(names),
        };
    }

    /// <summary>These and all that comes before them.</summary>
    public IReadOnlySet<string> Behind(IEnumerable<string> ids)
    {
        var seen = new HashSet<string>();
        var todo = new Stack<string>(ids.Where(ById.ContainsKey));
        while (todo.TryPop(out var id))
            if (seen.Add(id))
                foreach (var need in Needs[id])
                    todo.Push(need);
        return seen;
    }

    /// <summary>Kahn's order; of several that could be next the one with the least id.</summary>
    private static List<Revision> Order(
        ImmutableSortedDictionary<string, Revision> byId,
        ILookup<string, string> needs
    )
    {
        var waits = byId.Keys.ToDictionary(id => id, id => needs[id].Count());
        var frees = needs
            .SelectMany(group => group.Select(need => (need, group.Key)))
            .ToLookup(pair => pair.need, pair => pair.Key);
        var ready = new SortedSet<string>(
            waits.Where(wait => wait.Value is 0).Select(wait => wait.Key),
            StringComparer.Ordinal
        );
        var order = new List<Revision>();
        while (ready.Min is { } id)
        {
            ready.Remove(id);
            order.Add(byId[id]);
            foreach (var freed in frees[id])
                if (--waits[freed] is 0)
                    ready.Add(freed);
        }

        return order;
    }
}

/// <summary>What an id, a label or the beginning of one stands for.</summary>
public abstract record Resolved
{
    public sealed record Found(Revision Revision) : Resolved;

    /// <param name="Nearest">The most similar id; null where none is similar.</param>
    public sealed record Missing(string? Nearest) : Resolved;

    public sealed record Several(IReadOnlyList<string> Ids) : Resolved;
}
