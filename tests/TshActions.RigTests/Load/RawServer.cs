using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TshActions.RigTests.Load;

/// <summary>A server that answers exactly the bytes a test tells it to, or none.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    public RawServer(Func<RawConversation, Task> converse)
    {
        _listener.Start(128);
        _accepting = Task.Run(() => AcceptAsync(converse));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A server that gives the same answer to every request on kept connections.</summary>
    public static RawServer Answering(string answer) =>
        new(async conversation =>
        {
            while (await conversation.ReadRequestAsync() is not null)
            {
                await conversation.SendAsync(answer);
            }
        });

    /// <summary>A server that answers the first request of a connection, and ends it when the second arrives.</summary>
    /// <param name="reset">By a reset, not by closing it in good order.</param>
    public static RawServer EndingOnTheSecond(bool reset) =>
        new(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(Answers.Ok);
            await conversation.ReadRequestAsync();
            if (reset)
            {
                conversation.Reset();
            }
        });

    /// <summary>A port of this machine on which nobody listens.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync(Func<RawConversation, Task> converse)
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                conversations.Add(ConverseAsync(converse, socket));
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task ConverseAsync(Func<RawConversation, Task> converse, Socket socket)
    {
        using var conversation = new RawConversation(socket, _end.Token);
        try
        {
            await converse(conversation);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The test is over, or the client left: nothing to answer any more.
        }
    }
}

/// <summary>The server's end of one connection.</summary>
internal sealed class RawConversation(Socket socket, CancellationToken end) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <returns>Null when the client closed.</returns>
    public async Task<string?> ReadRequestAsync()
    {
        // Latin-1 here, since a character is a byte then and Content-Length counts bytes.
        var text = "";
        while (!IsWhole(text))
        {
            var read = await socket.ReceiveAsync(_buffer, SocketFlags.None, end);
            if (read == 0)
            {
                return null;
            }

            text += Encoding.Latin1.GetString(_buffer, 0, read);
        }

        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
    }

    public async Task SendAsync(string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), SocketFlags.None, end);

    /// <summary>Says nothing until the test is over.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, end);

    /// <summary>Closes with RST instead of FIN.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(string text)
    {
        var head = text.IndexOf("\r\n\r\n");
        if (head < 0)
        {
            return false;
        }

        var length = text[..head].Split("Content-Length: ") is [_, var rest]
            ? int.Parse(rest.Split('\r')[0])
            : 0;
        return text.Length - head - 4 >= length;
    }
}
