using System.Text.Json;

namespace TshActions.Core.Checks;

/// <summary>
/// References of an OpenAPI document that lead nowhere. Walked here and not by the parser, which only warns of them,
/// and of some in version 3.0 that do lead somewhere (`#/components/schemas/A/properties/b`).
/// </summary>
public static class OpenApiReferences
{
    // What stands in them is an example of data, where `$ref` is a word like any other.
    private static readonly string[] Data = ["example", "examples", "default", "enum", "const"];

    /// <returns>Each `$ref` of the document's own that leads nowhere, in the order they stand there.</returns>
    public static IReadOnlyList<string> Dangling(JsonElement root)
    {
        var found = new List<string>();
        Walk(root, root, named: false, found);
        return [.. found.Distinct()];
    }

    /// <param name="named">Whether the names here are somebody's own, as those of `properties` are.</param>
    private static void Walk(JsonElement root, JsonElement at, bool named, List<string> found)
    {
        if (at.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
                Walk(root, item, named: false, found);
            return;
        }

        if (at.ValueKind is not JsonValueKind.Object)
            return;
        if (!named && Reference(at) is { } reference && !Leads(root, reference))
            found.Add(reference);
        foreach (var member in at.EnumerateObject())
        {
            if (named || !IsData(member.Name))
                Walk(root, member.Value, !named && Names(member.Name), found);
        }
    }

    private static bool IsData(string member) => Data.Contains(member) || member.StartsWith("x-");

    private static bool Names(string member) =>
        member
            is "properties"
                or "patternProperties"
                or "schemas"
                or "responses"
                or "parameters"
                or "headers"
                or "paths"
                or "callbacks"
                or "$defs";

    // Only references into the document itself can be followed here.
    private static string? Reference(JsonElement at) =>
        at.TryGetProperty("$ref", out var value)
        && value.ValueKind is JsonValueKind.String
        && value.GetString() is { } text
        && (text is "#" || text.StartsWith("#/"))
            ? text
            : null;

    private static bool Leads(JsonElement root, string reference)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = reference; next is not null; )
        {
            if (!seen.Add(next) || Target(root, next) is not { } target)
                return false;
            next = target.ValueKind is JsonValueKind.Object ? Reference(target) : null;
        }

        return true;
    }

    /// <summary>By RFC 6901, written as the fragment of an address.</summary>
    private static JsonElement? Target(JsonElement root, string reference)
    {
        var at = root;
        foreach (var part in reference.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~");
            if (at.ValueKind is JsonValueKind.Object && at.TryGetProperty(name, out var member))
                at = member;
            else if (
                at.ValueKind is JsonValueKind.Array
                && int.TryParse(name, out var index)
                && index >= 0
                && index < at.GetArrayLength()
            )
                at = at[index];
            else
                return null;
        }

        return at;
    }
}
