namespace TshActions.Core.Schemas.Comparisons;

/// <summary>A thing that one side lacks, with all that is only missing because it is a part of that.</summary>
internal sealed record Whole(Fact Fact, IReadOnlyList<Fact> Parts);

/// <summary>A table that is missing is one thing to tell, not forty.</summary>
internal static class Wholes
{
    public static IReadOnlyList<Whole> Of(IReadOnlyList<Fact> missing)
    {
        Dictionary<string, Fact> named = new(StringComparer.Ordinal);
        // A table's own name belongs to the table, whatever grant or type is called the same.
        foreach (var fact in missing.OrderByDescending(fact => fact.Id.Part.Length))
        foreach (var name in Names.Of(fact))
            named[name] = fact;
        Dictionary<FactId, List<Fact>> parts = [];
        List<Fact> roots = [];
        foreach (var fact in missing)
            if (Root(fact, named) is { } root)
                (parts.TryGetValue(root.Id, out var known) ? known : parts[root.Id] = []).Add(fact);
            else
                roots.Add(fact);
        return [.. roots.Select(root => new Whole(root, parts.GetValueOrDefault(root.Id) ?? []))];
    }

    private static Fact? Root(Fact fact, Dictionary<string, Fact> named)
    {
        HashSet<FactId> way = [fact.Id];
        var at = fact;
        while (Parent(at, named) is { } parent)
        {
            // Names that lead in a circle lead nowhere: then it is told for itself, since nothing may be lost.
            if (!way.Add(parent.Id))
                return null;
            at = parent;
        }

        return at == fact ? null : at;
    }

    private static Fact? Parent(Fact fact, Dictionary<string, Fact> named) =>
        Names
            .OfWhatHolds(fact)
            .Select(name => named.GetValueOrDefault(name))
            .FirstOrDefault(holder => holder is not null && holder.Id != fact.Id);
}
