using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TshActions.Core.Schemas.Reports;

/// <summary>One JSON object as text, the same on every machine.</summary>
internal static class ReportJson
{
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    public static void Object(this Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    public static void Array<T>(
        this Utf8JsonWriter json,
        string name,
        IEnumerable<T> items,
        Action<T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    /// <summary>An array of objects.</summary>
    public static void Objects<T>(
        this Utf8JsonWriter json,
        string name,
        IEnumerable<T> items,
        Action<T> write
    ) =>
        json.Array(
            name,
            items,
            item =>
            {
                json.WriteStartObject();
                write(item);
                json.WriteEndObject();
            }
        );

    public static void Counts(
        this Utf8JsonWriter json,
        string name,
        IReadOnlyDictionary<string, int> counts
    ) =>
        json.Object(
            name,
            () =>
            {
                foreach (
                    var (kind, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                )
                    json.WriteNumber(kind, count);
            }
        );

    // A name in any script is read as it is; the file is never part of a web page.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };
}
