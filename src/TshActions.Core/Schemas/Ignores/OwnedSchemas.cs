using System.Collections.Immutable;

namespace TshActions.Core.Schemas.Ignores;

/// <summary>Services that share a database are the commonest noise: what lies in others' schemas is counted, not compared.</summary>
public static class OwnedSchemas
{
    /// <param name="globs">Empty: every schema is owned.</param>
    /// <returns>The catalog without what lies elsewhere, and the number of things left out for each schema.</returns>
    public static (Catalog Owned, ImmutableSortedDictionary<string, int> Elsewhere) Split(
        Catalog catalog,
        IReadOnlyList<string> globs
    )
    {
        var elsewhere = catalog
            .Facts.Keys.Where(id => !IsOwned(id, globs))
            .GroupBy(SchemaOf)
            .ToList();
        return (
            catalog with
            {
                Facts = catalog.Facts.RemoveRange(elsewhere.SelectMany(ids => ids)),
            },
            elsewhere.ToImmutableSortedDictionary(
                ids => ids.Key,
                ids => ids.Count(),
                StringComparer.Ordinal
            )
        );
    }

    private static bool IsOwned(FactId id, IReadOnlyList<string> globs) =>
        globs.Count is 0
        || SchemaOf(id) is not { Length: > 0 } schema
        || globs.Any(glob => Glob.IsMatch(glob, schema));

    // A schema itself lies in none.
    private static string SchemaOf(FactId id) => id.Kind is "schema" ? id.Name : id.Schema;
}
