using System.Collections.Immutable;
using TshActions.Core.Schemas;

namespace TshActions.Tests.Schemas;

/// <summary>Catalogs in few words.</summary>
internal static class Facts
{
    public static Catalog Catalog(params Fact[] facts) =>
        new(
            new(
                "15.18",
                150018,
                "erp",
                false,
                "C UTF8",
                null,
                ImmutableSortedDictionary<string, int>.Empty,
                ImmutableSortedDictionary<string, int>.Empty
            ),
            facts.ToImmutableSortedDictionary(fact => fact.Id, fact => fact, FactId.Order)
        );

    public static Fact Fact(
        string kind,
        string name,
        string part = "",
        params (string Name, string Value)[] attributes
    ) =>
        new(
            new(kind, "public", name, part),
            attributes.ToImmutableSortedDictionary(
                attribute => attribute.Name,
                attribute => attribute.Value,
                StringComparer.Ordinal
            )
        );

    public static Fact Table(string name, params string[] columns) =>
        Fact("table", name, "", ("column-order", string.Join(", ", columns)), ("owner", "erp"));

    public static Fact Column(
        string table,
        string name,
        params (string Name, string Value)[] attributes
    ) => Fact("column", table, name, [("type", "text"), .. attributes]);
}
