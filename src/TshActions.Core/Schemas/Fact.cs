using System.Collections.Immutable;

namespace TshActions.Core.Schemas;

/// <summary>All that a catalog says of one thing. What it does not have is not there.</summary>
public sealed record Fact(FactId Id, ImmutableSortedDictionary<string, string> Attributes);
