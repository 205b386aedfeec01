namespace TshActions.Core.Schemas.Comparisons;

/// <summary>What is missing under one name and extra under another, the same in all else: a hint, never more.</summary>
public static class Renames
{
    /// <returns>For each of the two the other one; where several would do, none.</returns>
    public static IReadOnlyDictionary<FactId, FactId> Of(
        IReadOnlyList<Difference> differences,
        Catalog reference,
        Catalog other
    )
    {
        var missing = Described(differences, Change.Missing, reference);
        var extra = Described(differences, Change.Extra, other);
        Dictionary<FactId, FactId> renames = [];
        foreach (var group in missing)
            if (group.ToList() is [var before] && extra[group.Key].ToList() is [var after])
                (renames[before], renames[after]) = (after, before);
        return renames;
    }

    public static string? Hint(this IReadOnlyDictionary<FactId, FactId> renames, FactId id) =>
        renames.TryGetValue(id, out var other)
            ? $"perhaps renamed: {other} is the same but for its name"
            : null;

    private static ILookup<string, FactId> Described(
        IReadOnlyList<Difference> differences,
        Change change,
        Catalog catalog
    ) =>
        differences
            .Where(difference => difference.Change == change)
            .Select(difference => difference.Id)
            .Where(id => Renamable.Contains(id.Kind))
            .ToLookup(id => Description(id, catalog), StringComparer.Ordinal);

    private static string Description(FactId id, Catalog catalog)
    {
        var own = id.Part.Length > 0 ? id.Part : id.Name;
        var says = string.Join(
            '\n',
            catalog.Facts[id].Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}")
        );
        var within = id.Part.Length > 0 ? $"{id.Schema}.{id.Name}" : id.Schema;
        return $"{id.Kind} in {within}\n{says.Replace(own, "?", StringComparison.Ordinal)}";
    }

    private static readonly HashSet<string> Renamable = new(
        [
            "column",
            "constraint",
            "index",
            "table",
            "view",
            "materialized view",
            "sequence",
            "trigger",
            "policy",
            "enum",
            "domain",
        ],
        StringComparer.Ordinal
    );
}
