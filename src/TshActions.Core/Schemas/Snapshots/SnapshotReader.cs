using System.Collections.Immutable;
using System.Text.Json;

namespace TshActions.Core.Schemas.Snapshots;

/// <summary>Reads one snapshot and tells every line that is not as it was written.</summary>
internal sealed class SnapshotReader(string text)
{
    private const string Again = "write the snapshot again";

    private readonly List<SnapshotProblem> problems = [];
    private readonly SortedDictionary<FactId, Fact> facts = new(FactId.Order);
    private FactId? last;

    public SnapshotReading Read()
    {
        var lines = text.Split('\n');
        // The last line ends with a line feed too.
        var count = lines[^1].Length is 0 ? lines.Length - 1 : lines.Length;
        if (count is 0)
            return Refused(1, "the file is empty");
        if (OnLine(1, lines[0], Head) is not { } head)
            return new(null, problems);

        var isEnded = false;
        for (var line = 2; line <= count; line++)
            if (isEnded)
                Problem(line, "there is a line after the end");
            else if (lines[line - 1].StartsWith("{\"facts\":", StringComparison.Ordinal))
                isEnded = OnLine(line, lines[line - 1], json => End(json, line)) is not null;
            else
                OnLine(line, lines[line - 1], json => Take(json, line));
        if (!isEnded)
            Problem(count, "the file ends before its last line");
        return new(
            problems.Count > 0 ? null : new(head, facts.ToImmutableSortedDictionary(FactId.Order)),
            problems
        );
    }

    private SnapshotReading Refused(int line, string what)
    {
        Problem(line, what);
        return new(null, problems);
    }

    private CatalogHead? Head(JsonElement json)
    {
        if (json.GetProperty("format").GetInt32() is not SnapshotText.Format and var format)
        {
            problems.Add(
                new(
                    1,
                    $"the format is {format}, this version reads {SnapshotText.Format}",
                    $"use the version that wrote it ({Text(json, "tool")}) or a newer one, or {Again} with this one"
                )
            );
            return null;
        }

        return new(
            Text(json, "server"),
            json.GetProperty("version").GetInt32(),
            Text(json, "database"),
            json.GetProperty("standby").GetBoolean(),
            Text(json, "locale"),
            json.TryGetProperty("revisions", out var revisions)
                ? [.. revisions.EnumerateArray().Select(TextOf)]
                : null,
            Counts(json.GetProperty("unread")),
            Counts(json.GetProperty("unmodelled"))
        );
    }

    private FactId Take(JsonElement json, int line)
    {
        var id = new FactId(
            Text(json, "kind"),
            Text(json, "schema"),
            Text(json, "name"),
            json.TryGetProperty("part", out _) ? Text(json, "part") : ""
        );
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(
            StringComparer.Ordinal
        );
        foreach (var attribute in json.GetProperty("is").EnumerateObject())
            if (!attributes.TryAdd(attribute.Name, TextOf(attribute.Value)))
                Problem(line, $"{id}: the attribute {attribute.Name} is there twice");
        if (!facts.TryAdd(id, new(id, attributes.ToImmutable())))
            Problem(line, $"{id} is there twice");
        else if (last is not null && FactId.Order.Compare(last, id) > 0)
            Problem(line, $"{id} stands after {last}, out of order");
        last = id;
        return id;
    }

    private string End(JsonElement json, int line)
    {
        var said = json.GetProperty("facts").GetInt32();
        if (said != line - 2)
            Problem(line, $"{said} facts were written, {line - 2} are there");
        return "end";
    }

    private T? OnLine<T>(int line, string json, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception damaged)
            when (damaged
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            Problem(line, "it is damaged, or no line of a snapshot");
            return null;
        }
    }

    private void Problem(int line, string what) => problems.Add(new(line, what, Again));

    private static ImmutableSortedDictionary<string, int> Counts(JsonElement json) =>
        json.EnumerateObject()
            .ToImmutableSortedDictionary(
                count => count.Name,
                count => count.Value.GetInt32(),
                StringComparer.Ordinal
            );

    private static string Text(JsonElement json, string name) => TextOf(json.GetProperty(name));

    private static string TextOf(JsonElement json) =>
        json.GetString() ?? throw new FormatException("null where a text belongs");
}
