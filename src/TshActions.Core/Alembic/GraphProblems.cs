namespace TshActions.Core.Alembic;

/// <summary>Everything for which Alembic would refuse the revisions as a whole, at once.</summary>
internal static class GraphProblems
{
    public static IReadOnlyList<RevisionProblem> Of(
        RevisionGraph graph,
        IReadOnlyList<Revision> all
    ) =>
        [
            .. Duplicates(all),
            .. all.SelectMany(revision => Missing(graph, revision)),
            .. Labels(all),
            .. Circles(graph),
            .. Heads(graph),
        ];

    private static IEnumerable<RevisionProblem> Duplicates(IReadOnlyList<Revision> all) =>
        all.GroupBy(revision => revision.Id)
            .SelectMany(same =>
                same.Skip(1)
                    .Select(revision =>
                        At(
                            revision,
                            revision.Lines.Id,
                            $"the same id as {same.First().Path}",
                            revision.Id,
                            "Give one of them another id, and name it in the revisions after it"
                        )
                    )
            );

    private static IEnumerable<RevisionProblem> Missing(RevisionGraph graph, Revision revision)
    {
        foreach (var down in revision.Down.Where(down => graph.Find(down) is null))
            yield return At(
                revision,
                revision.Lines.Down,
                "no file holds the revision before it",
                down,
                Nearest(down, graph.Ids) is { } near
                    ? $"Did you mean `{near}`?"
                    : "Add its file, or name the revision that it follows"
            );
        foreach (
            var needed in revision.DependsOn.Where(id =>
                graph.Find(id) is null && !graph.HasLabel(id)
            )
        )
            yield return At(
                revision,
                revision.Lines.DependsOn,
                "no file holds the revision that it depends on",
                needed,
                Nearest(needed, graph.Ids) is { } near
                    ? $"Did you mean `{near}`?"
                    : "Add its file, or take it out of `depends_on`"
            );
    }

    private static IEnumerable<RevisionProblem> Labels(IReadOnlyList<Revision> all) =>
        all.SelectMany(revision => revision.BranchLabels.Select(label => (label, revision)))
            .GroupBy(pair => pair.label)
            .SelectMany(same =>
                same.Where(pair => pair.revision.Id != same.First().revision.Id)
                    .Select(pair =>
                        At(
                            pair.revision,
                            pair.revision.Lines.BranchLabels,
                            $"the branch label of {same.First().revision.Path}",
                            pair.label,
                            "Take another label"
                        )
                    )
            );

    private static IEnumerable<RevisionProblem> Circles(RevisionGraph graph)
    {
        var done = graph.Ordered.Select(revision => revision.Id).ToHashSet();
        var told = new HashSet<string>();
        foreach (var start in graph.Ids.Where(id => !done.Contains(id)))
        {
            // Each of these needs another of these, so that following them ends in a circle.
            var way = new List<string>();
            var at = start;
            while (!way.Contains(at) && !told.Contains(at))
            {
                way.Add(at);
                at = graph.NeedsOf(at).Where(id => !done.Contains(id)).Min(StringComparer.Ordinal)!;
            }

            var circle = way.SkipWhile(id => id != at).ToList();
            told.UnionWith(way);
            if (circle.Count is 0)
                continue;
            var least = circle.IndexOf(circle.Min(StringComparer.Ordinal)!);
            var turned = circle.Skip(least).Concat(circle.Take(least)).ToList();
            var revision = graph.Find(turned[0])!;
            yield return At(
                revision,
                revision.Lines.Down,
                "it comes before itself",
                string.Join(" → ", turned.Append(turned[0])),
                "Name the revision that it really follows"
            );
        }
    }

    private static IEnumerable<RevisionProblem> Heads(RevisionGraph graph)
    {
        if (graph.Heads.Count < 2)
            return [];
        var labelled = graph.Heads.Count(head =>
            graph.Behind([head]).Any(id => graph.Find(id)!.BranchLabels.Count > 0)
        );
        // Branches with labels are meant to stay apart: such projects upgrade to `heads`.
        if (labelled == graph.Heads.Count)
            return [];
        return graph
            .Heads.Select(id => graph.Find(id)!)
            .Select(head =>
                At(
                    head,
                    head.Lines.Id,
                    "one of several heads, so that `alembic upgrade head` refuses",
                    string.Join(", ", graph.Heads),
                    $"Run `alembic merge {string.Join(' ', graph.Heads)}`, or let one follow the other"
                )
            );
    }

    /// <summary>The most similar id; null where none is similar.</summary>
    internal static string? Nearest(string id, IEnumerable<string> ids)
    {
        var near = ids.Select(other =>
                (
                    other,
                    Distance: other.StartsWith(id, StringComparison.Ordinal)
                        ? 0
                        : EditDistance.Between(id, other)
                )
            )
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.other, StringComparer.Ordinal)
            .FirstOrDefault();
        return near.other is not null && near.Distance <= Math.Max(1, id.Length / 3)
            ? near.other
            : null;
    }

    private static RevisionProblem At(
        Revision revision,
        int line,
        string what,
        string value,
        string fix
    ) => new(revision.Path, Math.Max(1, line), 1, what, value, fix);
}
