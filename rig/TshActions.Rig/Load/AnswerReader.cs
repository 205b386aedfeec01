using System.Net.Sockets;

namespace TshActions.Rig.Load;

internal enum AnswerEnd
{
    Whole,
    Cut,
    NotHttp,
}

internal readonly record struct Answer(AnswerEnd End, AnswerHead Head);

/// <summary>Reads one answer after the other from a socket and throws their bodies away.</summary>
internal sealed class AnswerReader(Socket socket)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private string? _lastRelease;

    /// <summary>Of the answer being read: tells a connection that was closed in silence from a cut answer.</summary>
    public long BytesOfAnswer { get; private set; }

    /// <summary>Bytes nobody asked for follow the answer, so the connection cannot carry another.</summary>
    public bool HasLeftover => _end > _start;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Before the request is sent: sending may fail too, and nothing of this answer was read then.</summary>
    public void Begin() => BytesOfAnswer = 0;

    public async ValueTask<Answer> ReadAsync(bool hasNoBody, CancellationToken cancel)
    {
        var answer = await ReadHeadAsync(cancel);
        while (answer is { End: AnswerEnd.Whole, Head.IsInformational: true })
        {
            answer = await ReadHeadAsync(cancel);
        }

        var head = answer.Head;
        if (answer.End != AnswerEnd.Whole || hasNoBody || head.HasNoBody)
        {
            return answer;
        }

        _lastRelease = head.Release ?? _lastRelease;
        if (head.IsChunked)
        {
            return new Answer(await SkipChunksAsync(cancel), head);
        }

        return head.ContentLength is { } length
            ? new Answer(await SkipAsync(length, cancel), head)
            : new Answer(await SkipToCloseAsync(cancel), head with { Closes = true });
    }

    private async ValueTask<Answer> ReadHeadAsync(CancellationToken cancel)
    {
        int length;
        while ((length = Unread.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_end - _start == _buffer.Length)
            {
                return new Answer(AnswerEnd.NotHttp, default);
            }

            if (!await FillAsync(cancel))
            {
                return new Answer(AnswerEnd.Cut, default);
            }
        }

        var head = AnswerHead.Parse(Unread[..length], _lastRelease);
        _start += length + 4;
        return head is { } parsed
            ? new Answer(AnswerEnd.Whole, parsed)
            : new Answer(AnswerEnd.NotHttp, default);
    }

    private async ValueTask<AnswerEnd> SkipAsync(long length, CancellationToken cancel)
    {
        while (true)
        {
            var step = (int)Math.Min(length, _end - _start);
            _start += step;
            length -= step;
            if (length == 0)
            {
                return AnswerEnd.Whole;
            }

            if (!await FillAsync(cancel))
            {
                return AnswerEnd.Cut;
            }
        }
    }

    private async ValueTask<AnswerEnd> SkipChunksAsync(CancellationToken cancel)
    {
        var body = new ChunkedBody();
        while (true)
        {
            _start += body.Take(Unread);
            if (body.IsWhole || body.IsBroken)
            {
                return body.IsWhole ? AnswerEnd.Whole : AnswerEnd.NotHttp;
            }

            if (!await FillAsync(cancel))
            {
                return AnswerEnd.Cut;
            }
        }
    }

    private async ValueTask<AnswerEnd> SkipToCloseAsync(CancellationToken cancel)
    {
        do
        {
            _start = _end;
        } while (await FillAsync(cancel));

        return AnswerEnd.Whole;
    }

    /// <returns>False when the other side closed.</returns>
    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, cancel);
        _end += read;
        BytesOfAnswer += read;
        return read > 0;
    }
}
