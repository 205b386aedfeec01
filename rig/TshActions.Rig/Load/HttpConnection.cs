using System.Net;
using System.Net.Sockets;

namespace TshActions.Rig.Load;

/// <summary>
/// One TCP connection that carries one request at a time. Written by hand because an HttpClient repeats a request
/// when a reused connection turns out to be closed, which is the very failure to be counted.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly AnswerReader _reader;

    private HttpConnection(Socket socket)
    {
        _socket = socket;
        _reader = new AnswerReader(socket);
    }

    public int Requests { get; private set; }

    public long BytesOfAnswer => _reader.BytesOfAnswer;

    public bool IsReused => Requests > 1;

    public static async ValueTask<HttpConnection> ConnectAsync(
        IPEndPoint to,
        CancellationToken cancel
    )
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        try
        {
            await socket.ConnectAsync(to, cancel);
            return new HttpConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Readable while nothing was asked means closed. Every careful client looks before it sends, so a
    /// connection closed in good time costs a reconnect and is no failure; only the race in between is one.</summary>
    public bool WasClosedWhileIdle() => _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    public async ValueTask<Exchange> AskAsync(
        ReadOnlyMemory<byte> request,
        bool hasNoBodyInAnswer,
        CancellationToken cancel
    )
    {
        Requests++;
        _reader.Begin();
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, SocketFlags.None, cancel)..];
        }

        var answer = await _reader.ReadAsync(hasNoBodyInAnswer, cancel);
        return answer.End switch
        {
            AnswerEnd.Whole => Exchange.Answered(
                answer.Head,
                mayStay: !answer.Head.Closes && !_reader.HasLeftover
            ),
            AnswerEnd.NotHttp => Exchange.NotHttp(BytesOfAnswer),
            AnswerEnd.Cut => Exchange.Cut(IsReused, BytesOfAnswer, "closed"),
        };
    }

    public void Dispose() => _socket.Dispose();
}
