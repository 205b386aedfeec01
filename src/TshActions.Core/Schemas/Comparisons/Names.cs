namespace TshActions.Core.Schemas.Comparisons;

/// <summary>How things are called where another thing says what it belongs to, without quotes.</summary>
internal static class Names
{
    /// <summary>All names under which others may say that they belong to it.</summary>
    public static IEnumerable<string> Of(Fact fact)
    {
        var (kind, _, name, part) = fact.Id;
        if (IsOfAnother(kind))
            return [];
        var full = Full(fact.Id);
        return (kind, part.Length) switch
        {
            ("schema", _) => [$"schema {name}"],
            ("column", _) => [$"{full}.{part}"],
            ("index", _) => [fact.Id with { Name = part } is var index ? Full(index) : ""],
            (_, 0) when fact.Id.Schema.Length > 0 => [full],
            (_, 0) => [$"{kind} {name}"],
            ("function" or "procedure" or "aggregate", _) => [$"{full}({part})"],
            ("user mapping", _) => [],
            _ => [$"{part} on {full}"],
        };
    }

    /// <summary>The names of what it goes with, the nearest first.</summary>
    public static IEnumerable<string> OfWhatHolds(Fact fact)
    {
        var (kind, schema, name, part) = fact.Id;
        var full = Full(fact.Id);
        string? inner = kind switch
        {
            "index" when fact.Attributes.TryGetValue("constraint", out var constraint) =>
                $"{constraint} on {full}",
            "column grant" => $"{full}.{part.Split(" to ")[0]}",
            "function" when part.Length is 0 => null,
            "comment" => Unquoted(name),
            "sequence" => Unquoted(fact.Attributes.GetValueOrDefault("owned-by")),
            "user mapping" => $"server {name}",
            "server" => $"foreign data wrapper {fact.Attributes.GetValueOrDefault("wrapper")}",
            "publication table" or "publication schema" => $"publication {part}",
            "server grant" or "foreign data wrapper grant" or "language grant" =>
                $"{kind[..^" grant".Length]} {name}",
            "role member" or "role setting" => $"role {name}",
            _ => null,
        };
        if (inner is not null)
            yield return inner;
        if (kind is "comment" && part is "schema" or "extension")
            yield return $"{part} {Unquoted(name)}";
        if (inner?.LastIndexOf('.') is > 0 and var dot)
            yield return inner[..dot];
        if (inner?.IndexOf(" on ", StringComparison.Ordinal) is > 0 and var on)
            yield return inner[(on + " on ".Length)..];
        if (part.Length > 0 || IsOfAnother(kind))
            yield return full;
        if (schema.Length > 0)
            yield return $"schema {schema}";
        else if (kind is "schema grant")
            yield return $"schema {name}";
    }

    private static bool IsOfAnother(string kind) =>
        kind is "comment" or "setting" || kind.EndsWith(" grant", StringComparison.Ordinal);

    private static string Full(FactId id) =>
        id.Schema.Length > 0 ? $"{id.Schema}.{id.Name}" : id.Name;

    private static string? Unquoted(string? name) =>
        name?.Replace("\"", "", StringComparison.Ordinal);
}
