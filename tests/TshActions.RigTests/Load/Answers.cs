using System.Text;

namespace TshActions.RigTests.Load;

/// <summary>Answers as they stand on the wire.</summary>
internal static class Answers
{
    public const string Ok = "HTTP/1.1 200 OK\r\nX-Release: r1\r\nContent-Length: 2\r\n\r\nok";

    public static string Of(string status, string release = "r1") =>
        $"HTTP/1.1 {status}\r\nX-Release: {release}\r\nContent-Length: 2\r\n\r\n..";

    public static string Chunked(params string[] chunks)
    {
        var text = new StringBuilder(
            "HTTP/1.1 200 OK\r\nX-Release: r1\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        foreach (var chunk in chunks)
        {
            text.Append($"{chunk.Length:x};note=1\r\n{chunk}\r\n");
        }

        return text.Append("0\r\nX-Trailer: yes\r\n\r\n").ToString();
    }
}
