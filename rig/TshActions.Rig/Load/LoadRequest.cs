using System.Text;

namespace TshActions.Rig.Load;

/// <summary>One kind of request of the mix; <paramref name="Weight"/> is its share among the others.</summary>
public sealed record LoadRequest(
    string Method,
    string Path,
    string? JsonBody = null,
    double Weight = 1
)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>();

    public static LoadRequest Get(string path, double weight = 1) =>
        new("GET", path, JsonBody: null, weight);

    public static LoadRequest Post(string path, string jsonBody, double weight = 1) =>
        new("POST", path, jsonBody, weight);

    /// <summary>The bytes on the wire: written once per run, so that sending costs one system call.</summary>
    internal byte[] Encode(string hostHeader)
    {
        var text = new StringBuilder($"{Method} {Path} HTTP/1.1\r\nHost: {hostHeader}\r\n");
        if (!Headers.ContainsKey("User-Agent"))
        {
            text.Append("User-Agent: tsh-rehearse\r\n");
        }

        foreach (var (name, value) in Headers)
        {
            text.Append($"{name}: {value}\r\n");
        }

        if (JsonBody is not null)
        {
            text.Append(
                $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(JsonBody)}\r\n"
            );
        }
        else if (Method is not ("GET" or "HEAD"))
        {
            text.Append("Content-Length: 0\r\n");
        }

        text.Append("\r\n").Append(JsonBody);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
