using System.Text.Json;

namespace TshActions.Core.Ticks;

/// <summary>Names of what a bake was to measure.</summary>
/// <param name="Probes">At the slot, with the category of each.</param>
/// <param name="Edge">Through the site.</param>
public sealed record Asked(
    IReadOnlyDictionary<string, string> Probes,
    IReadOnlyList<string> Edge,
    IReadOnlyList<string> Checks,
    IReadOnlyList<string> Gauges
)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("asked");
        json.WriteStartObject("probes");
        foreach (var (probe, category) in Probes)
            json.WriteString(probe, category);
        json.WriteEndObject();
        List("edge", Edge);
        List("checks", Checks);
        List("gauges", Gauges);
        json.WriteEndObject();

        void List(string name, IReadOnlyList<string> words)
        {
            json.WriteStartArray(name);
            foreach (var word in words)
                json.WriteStringValue(word);
            json.WriteEndArray();
        }
    }

    internal static Asked Read(JsonElement part) =>
        new(
            part.TryGetProperty("probes", out var probes)
                ? probes
                    .EnumerateObject()
                    .ToDictionary(probe => probe.Name, probe => Text(probe.Value))
                : new Dictionary<string, string>(),
            List(part, "edge"),
            List(part, "checks"),
            List(part, "gauges")
        );

    private static IReadOnlyList<string> List(JsonElement part, string name) =>
        part.TryGetProperty(name, out var words) && words.ValueKind is JsonValueKind.Array
            ? [.. words.EnumerateArray().Select(Text)]
            : [];

    private static string Text(JsonElement word) =>
        word.ValueKind is JsonValueKind.String
            ? word.GetString()!
            : throw new FormatException("`asked` must hold names");
}
