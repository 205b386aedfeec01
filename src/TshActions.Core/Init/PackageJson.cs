using System.Text.Json;

namespace TshActions.Core.Init;

/// <summary>What a `package.json` says; nothing where it is none.</summary>
/// <param name="Start">The script `start`.</param>
public sealed record PackageJson(
    string? Name,
    string? Start,
    bool HasBuild,
    bool HasTest,
    bool IsWorkspace
)
{
    public static PackageJson Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind is JsonValueKind.Object)
            {
                var scripts = Part(root, "scripts");
                return new(
                    Word(root, "name"),
                    Word(scripts, "start"),
                    Word(scripts, "build") is not null,
                    Word(scripts, "test") is not null,
                    root.TryGetProperty("workspaces", out _)
                );
            }
        }
        catch (JsonException)
        {
            // It says nothing.
        }

        return new(null, null, false, false, false);
    }

    private static JsonElement Part(JsonElement of, string name) =>
        of.TryGetProperty(name, out var part) ? part : default;

    private static string? Word(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object
        && of.TryGetProperty(name, out var word)
        && word.ValueKind is JsonValueKind.String
            ? word.GetString()
            : null;
}
