using System.Buffers.Text;
using System.Text;

namespace TshActions.Rig.Load;

/// <summary>What the generator needs of a status line and headers; every other header is skipped unread.</summary>
internal readonly record struct AnswerHead(
    int Status,
    long? ContentLength,
    bool IsChunked,
    bool Closes,
    string? Release
)
{
    public bool IsInformational => Status is >= 100 and < 200;

    public bool HasNoBody => IsInformational || Status is 204 or 304;

    /// <param name="head">The bytes before the empty line.</param>
    /// <param name="lastRelease">The release seen before on this connection: reused when it is the same, since at
    /// thousands of answers a second a new string for each would be most of the garbage.</param>
    /// <returns>Null when these bytes are not the head of an HTTP/1 answer.</returns>
    public static AnswerHead? Parse(ReadOnlySpan<byte> head, string? lastRelease)
    {
        var line = NextLine(ref head);
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[8] != ' ')
        {
            return null;
        }

        if (!Utf8Parser.TryParse(line[9..12], out int status, out var digits) || digits != 3)
        {
            return null;
        }

        var answer = new AnswerHead(
            status,
            ContentLength: null,
            IsChunked: false,
            Closes: line[7] == '0',
            Release: null
        );
        while (!head.IsEmpty)
        {
            line = NextLine(ref head);
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                return null;
            }

            answer = answer.With(line[..colon], Trim(line[(colon + 1)..]), lastRelease);
        }

        return answer;
    }

    private AnswerHead With(
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> value,
        string? lastRelease
    ) =>
        name.Length switch
        {
            9 when Is(name, "X-Release"u8) => this with { Release = Text(value, lastRelease) },
            10 when Is(name, "Connection"u8) => this with { Closes = Is(value, "close"u8) },
            14
                when Is(name, "Content-Length"u8)
                    && Utf8Parser.TryParse(value, out long length, out _) => this with
            {
                ContentLength = length,
            },
            17 when Is(name, "Transfer-Encoding"u8) => this with
            {
                IsChunked = Is(value, "chunked"u8),
            },
            _ => this,
        };

    private static string Text(ReadOnlySpan<byte> value, string? last) =>
        last is not null && Ascii.Equals(value, last) ? last : Encoding.ASCII.GetString(value);

    private static bool Is(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        Ascii.EqualsIgnoreCase(a, b);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t"u8);

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("\r\n"u8);
        var line = end < 0 ? head : head[..end];
        head = end < 0 ? [] : head[(end + 2)..];
        return line;
    }
}
