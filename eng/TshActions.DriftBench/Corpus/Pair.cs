using System.Text.Json;

namespace TshActions.DriftBench.Corpus;

/// <summary>Two schemas and what is known of them.</summary>
/// <param name="IsDrift">Whether they differ.</param>
/// <param name="Scope">Where they do: `database`, `column-order-only`, `extension_version`, `cluster-or-settings:…`, `deparse-equivalent`.</param>
internal sealed record Pair(
    string Name,
    string Folder,
    bool IsDrift,
    string Scope,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> RolesOfB
)
{
    public bool IsOfRoles => Scope.StartsWith("cluster-or-settings", StringComparison.Ordinal);

    public static IReadOnlyList<Pair> All(string corpus) =>
        [
            .. Directory
                .GetDirectories(corpus)
                .Where(folder => File.Exists($"{folder}/meta.json"))
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];

    private static Pair Read(string folder)
    {
        using var meta = JsonDocument.Parse(File.ReadAllText($"{folder}/meta.json"));
        var json = meta.RootElement;
        return new(
            Path.GetFileName(folder),
            folder,
            json.GetProperty("expected").GetString() is "drift",
            json.GetProperty("scope").GetString()!,
            Names(json, "roles"),
            Names(json, "roles_b")
        );
    }

    private static IReadOnlyList<string> Names(JsonElement json, string name) =>
        json.TryGetProperty(name, out var names)
            ? [.. names.EnumerateArray().Select(role => role.GetString()!)]
            : [];
}
