using System.Collections.Immutable;

namespace TshActions.Core.Schemas.Comparisons;

/// <summary>Roles that are called otherwise on one side, by the names of the other.</summary>
public static class RoleNames
{
    public static Catalog Renamed(Catalog catalog, IReadOnlyDictionary<string, string> names) =>
        names.Count is 0
            ? catalog
            : catalog with
            {
                Facts = catalog
                    .Facts.Values.Select(fact => Renamed(fact, names))
                    .ToImmutableSortedDictionary(fact => fact.Id, fact => fact, FactId.Order),
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
