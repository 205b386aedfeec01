using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TshActions.Core.Checks;

namespace TshActions.Core.Ticks;

/// <summary>One tick as one line of JSON. What was not measured is left out; unknown members are left alone.</summary>
public static class TickLine
{
    public static string Write(Tick tick)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("t", Math.Round(tick.At.TotalSeconds, 3));
            Samples(json, "probes", tick.Probes);
            Samples(json, "control", tick.Control);
            Samples(json, "edge", tick.Edge);
            if (tick.Gap)
                json.WriteBoolean("gap", true);
            if (tick.Why is not null)
                json.WriteString("why", tick.Why);
            Number(json, "restarts", tick.Restarts);
            Number(json, "logErr", tick.LogErrors);
            Number(json, "oldLogErr", tick.OldLogErrors);
            if (tick.NewTraffic is not null || tick.OldTraffic is not null)
            {
                json.WriteStartObject("traffic");
                Of(json, "new", tick.NewTraffic);
                Of(json, "old", tick.OldTraffic);
                json.WriteEndObject();
            }

            if (tick.Gauges.Count > 0)
            {
                json.WriteStartObject("gauges");
                foreach (var (name, value) in tick.Gauges)
                    json.WriteNumber(name, Math.Round(value, 2));
                json.WriteEndObject();
            }

            if (tick.Checks.Count > 0)
            {
                json.WriteStartObject("checks");
                foreach (var (name, reading) in tick.Checks)
                {
                    json.WriteStartObject(name);
                    json.WriteString("finding", reading.Finding.ToString().ToLowerInvariant());
                    json.WriteString("detail", reading.Detail);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Null where the line is no tick, or a damaged one: then nothing was measured.</summary>
    public static Tick? ReadOrNothing(string line)
    {
        try
        {
            return Read(line);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Null where the line is no tick: it has no `t`.</summary>
    /// <exception cref="FormatException">With what is wrong in the line.</exception>
    public static Tick? Read(string line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException error)
        {
            throw new FormatException($"no JSON: {error.Message}", error);
        }

        using (document)
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                ? root.TryGetProperty("t", out var at)
                    ? Read(root, Time(at))
                    : null
                : throw new FormatException("not an object");
    }

    // Farther away there is no bake, and soon no TimeSpan. Rounded: FromSeconds would make 59.9999999 of some 60.
    private static TimeSpan Time(JsonElement at) =>
        Number(at, "t") is > -1e6 and < 1e6 and var seconds
            ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond))
            : throw new FormatException("`t` must be seconds since the bake began");

    private static Tick Read(JsonElement root, TimeSpan at) =>
        new(at, root.TryGetProperty("gap", out var gap) && gap.ValueKind is JsonValueKind.True)
        {
            Why = Text(root, "why"),
            Probes = Samples(root, "probes"),
            Control = Samples(root, "control"),
            Edge = Samples(root, "edge"),
            Restarts = Count(root, "restarts"),
            LogErrors = Count(root, "logErr"),
            OldLogErrors = Count(root, "oldLogErr"),
            NewTraffic = Traffic(root, "new"),
            OldTraffic = Traffic(root, "old"),
            Gauges = Gauges(root),
            Checks = Table(root, "checks", Reading),
        };

    // The host's own stand beside the team's, as the host writes them.
    private static ImmutableSortedDictionary<string, double> Gauges(JsonElement root)
    {
        var gauges = Table(root, "gauges", Number);
        foreach (var (member, name) in OfHost)
            if (Member(root, member) is { } value)
                gauges = gauges.SetItem(name, Number(value, member));
        return gauges;
    }

    private static readonly (string Member, string Name)[] OfHost =
    [
        ("cpu", "cpu"),
        ("mem", "memory"),
        ("disk", "disk"),
        ("inodes", "inodes"),
    ];

    private static Traffic? Traffic(JsonElement root, string slot) =>
        Member(root, "traffic") is { } traffic && Member(traffic, slot) is { } counts
            ? new Traffic(
                Count(counts, "requests") ?? 0,
                Count(counts, "errors") ?? 0,
                Count(counts, "slow") ?? 0
            )
            : null;

    private static ImmutableSortedDictionary<string, Sample> Samples(
        JsonElement root,
        string name
    ) => Table(root, name, Sample);

    private static Sample Sample(JsonElement part, string name) =>
        new(
            Member(part, "ok") is { ValueKind: JsonValueKind.True or JsonValueKind.False } ok
                ? ok.GetBoolean()
                : throw new FormatException($"{name}: `ok` must be true or false"),
            Member(part, "ms") is { } ms ? Number(ms, $"{name}.ms") : 0,
            Count(part, "status"),
            Text(part, "version"),
            Text(part, "why")
        );

    private static CheckReading Reading(JsonElement part, string name) =>
        Enum.TryParse<Finding>(Text(part, "finding"), ignoreCase: true, out var finding)
            ? new CheckReading(finding, Text(part, "detail") ?? "")
            : throw new FormatException($"{name}: no such finding: {Text(part, "finding")}");

    private static ImmutableSortedDictionary<string, T> Table<T>(
        JsonElement root,
        string name,
        Func<JsonElement, string, T> read
    )
    {
        var table = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (Member(root, name) is { } part)
            foreach (
                var entry in part.ValueKind is JsonValueKind.Object
                    ? part.EnumerateObject()
                    : throw new FormatException($"`{name}` must be an object")
            )
                if (entry.Value.ValueKind is not JsonValueKind.Null)
                    table[entry.Name] = read(entry.Value, entry.Name);
        return table.ToImmutable();
    }

    private static JsonElement? Member(JsonElement part, string name) =>
        part.ValueKind is JsonValueKind.Object
        && part.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    private static string? Text(JsonElement part, string name) =>
        Member(part, name) is { } text
            ? text.ValueKind is JsonValueKind.String
                ? text.GetString()
                : throw new FormatException($"`{name}` must be a text")
            : null;

    private static int? Count(JsonElement part, string name) =>
        Member(part, name) is { } count ? (int)Number(count, name) : null;

    private static double Number(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : throw new FormatException($"`{name}` must be a number");

    private static void Samples(
        Utf8JsonWriter json,
        string name,
        ImmutableSortedDictionary<string, Sample> samples
    )
    {
        if (samples.Count is 0)
            return;
        json.WriteStartObject(name);
        foreach (var (probe, sample) in samples)
        {
            json.WriteStartObject(probe);
            json.WriteBoolean("ok", sample.Ok);
            json.WriteNumber("ms", Math.Round(sample.Milliseconds, 3));
            Number(json, "status", sample.Status);
            if (sample.Version is not null)
                json.WriteString("version", sample.Version);
            if (sample.Why is not null)
                json.WriteString("why", sample.Why);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Of(Utf8JsonWriter json, string name, Traffic? traffic)
    {
        if (traffic is null)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("requests", traffic.Requests);
        json.WriteNumber("errors", traffic.Errors);
        json.WriteNumber("slow", traffic.Slow);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }
}
