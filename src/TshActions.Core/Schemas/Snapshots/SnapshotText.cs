using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TshActions.Core.Schemas.Snapshots;

/// <summary>
/// A catalog as lines of JSON for git: a head, one fact per line in ordinal order, and the number of facts at the end, so
/// that a file cut short is known.
/// </summary>
public static class SnapshotText
{
    public const int Format = 1;

    /// <param name="tool">The version of what writes.</param>
    /// <exception cref="ArgumentException">An attribute is named like a secret: whoever read the catalog must not have.</exception>
    public static string Write(Catalog catalog, string tool)
    {
        var text = new StringBuilder();
        Line(text, json => Head(json, catalog.Head, tool));
        foreach (var fact in catalog.Facts.Values.OrderBy(fact => fact.Id, FactId.Order))
            Line(text, json => Write(json, fact));
        Line(text, json => json.WriteNumber("facts", catalog.Facts.Count));
        return text.ToString();
    }

    public static SnapshotReading Read(string text) => new SnapshotReader(text).Read();

    private static void Head(Utf8JsonWriter json, CatalogHead head, string tool)
    {
        json.WriteNumber("format", Format);
        json.WriteString("tool", tool);
        json.WriteString("server", head.Server);
        json.WriteNumber("version", head.VersionNumber);
        json.WriteString("database", head.Database);
        json.WriteBoolean("standby", head.Standby);
        json.WriteString("locale", head.Locale);
        if (head.Revisions is { } revisions)
        {
            json.WriteStartArray("revisions");
            foreach (var revision in revisions.Order(StringComparer.Ordinal))
                json.WriteStringValue(revision);
            json.WriteEndArray();
        }

        Counts(json, "unread", head.Unread);
        Counts(json, "unmodelled", head.Unmodelled);
    }

    private static void Counts(
        Utf8JsonWriter json,
        string name,
        IReadOnlyDictionary<string, int> counts
    )
    {
        json.WriteStartObject(name);
        foreach (var (kind, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteNumber(kind, count);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Fact fact)
    {
        json.WriteString("kind", fact.Id.Kind);
        json.WriteString("schema", fact.Id.Schema);
        json.WriteString("name", fact.Id.Name);
        if (fact.Id.Part.Length > 0)
            json.WriteString("part", fact.Id.Part);
        json.WriteStartObject("is");
        foreach (
            var (name, value) in fact.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            if (IsSecret(name))
                throw new ArgumentException(
                    $"{fact.Id}: the attribute {name} may hold a secret and is not written to a snapshot",
                    nameof(fact)
                );
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static bool IsSecret(string attribute) =>
        ((string[])["password", "passwd", "secret", "passfile"]).Any(word =>
            attribute.Contains(word, StringComparison.OrdinalIgnoreCase)
        );

    private static void Line(StringBuilder text, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        text.Append(Encoding.UTF8.GetString(buffer.WrittenSpan)).Append('\n');
    }

    // A name in any script is read in a diff as it is; the file is never part of a web page.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
