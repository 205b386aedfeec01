using System.Text.Json;

namespace TshActions.Core.Images;

/// <summary>What an image's configuration says. Its sha256 is the image's id.</summary>
/// <param name="Layers">Digests of the layers' uncompressed content, from the lowest up.</param>
/// <param name="User">Whom its processes run as; empty: root.</param>
public sealed record ImageConfig(
    ImagePlatform Platform,
    IReadOnlyList<Digest> Layers,
    bool HasHealthCheck,
    IReadOnlyList<string> ExposedPorts,
    string User
)
{
    /// <summary>What it says in words: its variables, and the steps it was built by.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Reads a configuration, or null when it is none.</summary>
    public static ImageConfig? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImageConfig? Read(JsonElement root)
    {
        if (
            Find(root, "rootfs", "diff_ids") is not { ValueKind: JsonValueKind.Array } array
            || Text(root, "os") is not { Length: > 0 } os
            || Text(root, "architecture") is not { Length: > 0 } architecture
        )
            return null;
        var layers = array.EnumerateArray().Select(item => Digest.Parse(item.ToString())).ToList();
        return layers.Contains(null)
            ? null
            : new ImageConfig(
                new ImagePlatform(os, architecture, Text(root, "variant") ?? ""),
                [.. layers.OfType<Digest>()],
                HealthCheck(root),
                [
                    .. Find(root, "config", "ExposedPorts")
                        is { ValueKind: JsonValueKind.Object } ports
                        ? ports.EnumerateObject().Select(port => port.Name)
                        : [],
                ],
                Find(root, "config", "User") is { ValueKind: JsonValueKind.String } user
                    ? user.GetString()!
                    : ""
            )
            {
                Words =
                [
                    .. Items(root, "config", "Env").Select(item => item.ToString()),
                    .. Items(root, "history").Select(step => Text(step, "created_by") ?? ""),
                ],
            };
    }

    // `HEALTHCHECK NONE` is written as a check too.
    private static bool HealthCheck(JsonElement root) =>
        Find(root, "config", "Healthcheck", "Test") is { ValueKind: JsonValueKind.Array } test
        && test.GetArrayLength() > 0
        && test[0].ToString() is not "NONE";

    private static JsonElement[] Items(JsonElement root, params ReadOnlySpan<string> path) =>
        Find(root, path) is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray()]
            : [];

    private static string? Text(JsonElement root, string name) =>
        Find(root, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Find(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (from.ValueKind is not JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        return from;
    }
}
