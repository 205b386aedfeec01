namespace TshActions.Core.Schemas.Fixes;

/// <summary>One difference with what both sides say of its thing.</summary>
internal sealed record Fix(
    Difference Difference,
    Fact? Wanted,
    Fact? Actual,
    Catalog WantedCatalog,
    Catalog ActualCatalog
)
{
    public FactId Id => Difference.Id;

    /// <summary>The wanted value of an attribute; null where it is not there.</summary>
    public string? To(string attribute) => Wanted?.Attributes.GetValueOrDefault(attribute);

    public string? From(string attribute) => Actual?.Attributes.GetValueOrDefault(attribute);

    /// <summary>Whether the thing lies in a relation of this kind on the side that is to be mended.</summary>
    public bool IsOf(string kind) => ActualCatalog.Facts.ContainsKey(new(kind, Id.Schema, Id.Name));

    /// <summary>A table with partitions refuses what goes on without a lock.</summary>
    public bool IsOfPartitioned =>
        ActualCatalog
            .Facts.GetValueOrDefault(new("table", Id.Schema, Id.Name))
            ?.Attributes.ContainsKey("partition-key")
            is true;
}
