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
        return kind switch
        {
            "column" => [$"{full}.{part}"],
            "index" => [Full(fact.Id with { Name = part })],
            "function" or "procedure" or "aggregate" => [$"{full}({part})"],
            // PostgreSQL keeps the names of relations and types apart from all others, so that these alone go without a word.
            _ when Plain.Contains(kind) => [full],
            _ when PartsOfRelations.Contains(kind) => [$"{part} on {full}"],
            _ => [$"{kind} {full}"],
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
            "comment" => Commented(part, Unquoted(name)!),
            "sequence" => Unquoted(fact.Attributes.GetValueOrDefault("owned-by")),
            "user mapping" => $"server {name}",
            "server" => $"foreign data wrapper {fact.Attributes.GetValueOrDefault("wrapper")}",
            "publication table" or "publication schema" => $"publication {part}",
            "server grant" or "foreign data wrapper grant" or "language grant" or "schema grant" =>
                $"{kind[..^" grant".Length]} {name}",
            "role member" or "role setting" => $"role {name}",
            _ => null,
        };
        if (inner is not null)
            yield return inner;
        if (inner?.LastIndexOf('.') is > 0 and var dot)
            yield return inner[..dot];
        if (inner?.IndexOf(" on ", StringComparison.Ordinal) is > 0 and var on)
            yield return inner[(on + " on ".Length)..];
        if (PartsOfRelations.Contains(kind) || IsOfAnother(kind))
            yield return full;
        if (schema.Length > 0)
            yield return $"schema {schema}";
    }

    /// <param name="type">As pg_identify_object says it.</param>
    private static string Commented(string type, string name) =>
        type switch
        {
            "table constraint" or "function" or "procedure" or "aggregate" or "type" => name,
            "statistics object" => $"statistics {name}",
            "foreign-data wrapper" => $"foreign data wrapper {name}",
            _ when Plain.Contains(type) || PartsOfRelations.Contains(type) => name,
            _ when type.EndsWith(" column", StringComparison.Ordinal) => name,
            _ => $"{type} {name}",
        };

    private static readonly HashSet<string> Plain = new(
        [
            "table",
            "view",
            "materialized view",
            "foreign table",
            "sequence",
            "composite type",
            "enum",
            "domain",
            "range",
            "base type",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> PartsOfRelations = new(
        [
            "column",
            "constraint",
            "domain constraint",
            "index",
            "trigger",
            "rule",
            "policy",
            "publication table",
        ],
        StringComparer.Ordinal
    );

    private static bool IsOfAnother(string kind) =>
        kind is "comment" or "setting" || kind.EndsWith(" grant", StringComparison.Ordinal);

    private static string Full(FactId id) =>
        id.Schema.Length > 0 ? $"{id.Schema}.{id.Name}" : id.Name;

    private static string? Unquoted(string? name) =>
        name?.Replace("\"", "", StringComparison.Ordinal);
}
