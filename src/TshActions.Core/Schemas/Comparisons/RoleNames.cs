using System.Collections.Immutable;

namespace TshActions.Core.Schemas.Comparisons;

/// <summary>Roles that are called otherwise on one side, by the names of the other.</summary>
public static class RoleNames
{
    /// <summary>All that are spoken of.</summary>
    public static IEnumerable<string> In(Catalog catalog) =>
        catalog
            .Facts.Values.SelectMany(fact =>
                fact.Attributes.Where(attribute => attribute.Key is "owner" or "roles")
                    .SelectMany(attribute => attribute.Value.Split(", "))
                    .Concat(In(fact.Id))
            )
            .Where(role => role is not ("" or "PUBLIC" or "public"))
            .Distinct(StringComparer.Ordinal);

    /// <returns>Null where nothing has an owner.</returns>
    public static string? CommonestOwner(Catalog catalog) =>
        catalog
            .Facts.Values.Where(fact => fact.Id.Schema.Length > 0)
            .Select(fact => fact.Attributes.GetValueOrDefault("owner"))
            .OfType<string>()
            .GroupBy(owner => owner, StringComparer.Ordinal)
            .OrderByDescending(same => same.Count())
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;

    public static Catalog Renamed(Catalog catalog, IReadOnlyDictionary<string, string> names) =>
        names.Count is 0
            ? catalog
            : catalog with
            {
                Facts = catalog
                    .Facts.Values.Select(fact => Renamed(fact, names))
                    // Two roles there may be one here.
                    .DistinctBy(fact => fact.Id)
                    .ToImmutableSortedDictionary(fact => fact.Id, fact => fact, FactId.Order),
            };

    private static IEnumerable<string> In(FactId id) =>
        id.Kind switch
        {
            "default grant" => id.Part["of ".Length..].Split(" to "),
            "column grant" => id.Part.Split(" to ").Skip(1),
            "user mapping" or "setting" or "parameter grant" => [id.Part],
            "role" or "role setting" => [id.Name],
            "role member" => [id.Name, id.Part],
            "extension member grant" => [],
            var kind when kind.EndsWith(" grant", StringComparison.Ordinal) => [id.Part],
            _ => [],
        };

    private static Fact Renamed(Fact fact, IReadOnlyDictionary<string, string> names)
    {
        var id = Renamed(fact.Id, names);
        var attributes = fact.Attributes;
        foreach (var attribute in (string[])["owner", "roles"])
            if (attributes.TryGetValue(attribute, out var roles))
                attributes = attributes.SetItem(
                    attribute,
                    string.Join(", ", roles.Split(", ").Select(Name).Order(StringComparer.Ordinal))
                );
        return id == fact.Id && attributes == fact.Attributes ? fact : new(id, attributes);

        string Name(string role) => names.GetValueOrDefault(role) ?? role;
    }

    private static FactId Renamed(FactId id, IReadOnlyDictionary<string, string> names)
    {
        return id.Kind switch
        {
            "default grant" or "column grant" => id with
            {
                Part = string.Join(' ', id.Part.Split(' ').Select(Name)),
            },
            "user mapping" or "setting" or "parameter grant" => id with { Part = Name(id.Part) },
            "role" or "role setting" => id with { Name = Name(id.Name) },
            "role member" => id with { Name = Name(id.Name), Part = Name(id.Part) },
            var kind when kind.EndsWith(" grant", StringComparison.Ordinal) => id with
            {
                Part = Name(id.Part),
            },
            _ => id,
        };

        string Name(string role) => names.GetValueOrDefault(role) ?? role;
    }
}
