using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TshActions.Core.Ticks;

/// <summary>The first line of a recording: what the judge knew beside policy and ticks. Null: nobody wrote it down.</summary>
/// <param name="Release">That had to answer.</param>
/// <param name="Interval">From tick to tick.</param>
/// <param name="Asked">What was to be measured in the bake; what of it is missing in a tick was not measured.</param>
/// <param name="HasOldSlot">Whether there was a release to go back to.</param>
/// <param name="Baseline">Milliseconds of the old slot's answers before the switch, by probe.</param>
public sealed record RecordingHead(
    string? App = null,
    string? Environment = null,
    string? Host = null,
    string? Release = null,
    TimeSpan? Interval = null,
    TimeSpan? Bake = null,
    bool? HasOldSlot = null,
    Asked? Asked = null,
    IReadOnlyDictionary<string, IReadOnlyList<double>>? Baseline = null
)
{
    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("recording", 1);
            Text("app", App);
            Text("environment", Environment);
            Text("host", Host);
            Text("release", Release);
            Seconds("interval", Interval);
            Seconds("bake", Bake);
            if (HasOldSlot is { } old)
                json.WriteBoolean("oldSlot", old);
            Asked?.Write(json);
            if (Baseline is not null)
            {
                json.WriteStartObject("baseline");
                foreach (var (probe, samples) in Baseline)
                {
                    json.WriteStartArray(probe);
                    foreach (var sample in samples)
                        json.WriteNumberValue(Math.Round(sample, 3));
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();

            void Text(string name, string? text)
            {
                if (text is not null)
                    json.WriteString(name, text);
            }

            void Seconds(string name, TimeSpan? time)
            {
                if (time is { } known)
                    json.WriteNumber(name, known.TotalSeconds);
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what it knows, at the top or under `config`; the rest is somebody else's.</summary>
    /// <exception cref="FormatException">With what is wrong in the line.</exception>
    public static RecordingHead Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new RecordingHead(
            Text("app"),
            Text("environment"),
            Text("host"),
            Text("release") ?? Text("version"),
            Seconds("interval"),
            Seconds("bake"),
            Find("oldSlot") is { ValueKind: JsonValueKind.True or JsonValueKind.False } old
                ? old.GetBoolean()
                : null,
            Find("asked") is { ValueKind: JsonValueKind.Object } asked ? Asked.Read(asked) : null,
            Find("baseline") is { ValueKind: JsonValueKind.Object } baseline
                ? baseline
                    .EnumerateObject()
                    .ToDictionary(probe => probe.Name, probe => Samples(probe.Value))
                : null
        );

        JsonElement? Find(string name) =>
            root.TryGetProperty(name, out var value) ? value
            : root.TryGetProperty("config", out var config)
            && config.ValueKind is JsonValueKind.Object
            && config.TryGetProperty(name, out value)
                ? value
            : null;

        string? Text(string name) =>
            Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        TimeSpan? Seconds(string name) =>
            Find(name) is { ValueKind: JsonValueKind.Number } number
            && number.GetDouble() is > 0 and < 1e6 and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }

    private static IReadOnlyList<double> Samples(JsonElement samples) =>
        samples.ValueKind is JsonValueKind.Array
            ?
            [
                .. samples
                    .EnumerateArray()
                    .Select(sample =>
                        sample.ValueKind is JsonValueKind.Number
                            ? sample.GetDouble()
                            : throw new FormatException("`baseline` must hold lists of numbers")
                    ),
            ]
            : throw new FormatException("`baseline` must hold lists of numbers");
}
