using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TshActions.Rig.Load.Delay;

namespace TshActions.RigTests.Load;

/// <summary>Both ends of one connection over a delay line, in the hands of one test.</summary>
internal sealed class DelayedPair : IAsyncDisposable
{
    private Task<SocketError>? _flood;

    private DelayedPair(DelayLine line, Socket client, Socket server, long connecting)
    {
        (Line, Client, Server, Connecting) = (line, client, server, connecting);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public DelayLine Line { get; }

    public Socket Client { get; }

    public Socket Server { get; }

    /// <summary>When the client began to connect.</summary>
    public long Connecting { get; }

    public static async Task<DelayedPair> ConnectAsync(TimeSpan roundTrip)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var line = DelayLine.Start((IPEndPoint)listener.LocalEndpoint, roundTrip);
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var begin = Stopwatch.GetTimestamp();
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, line.Port), Cancel);
        return new DelayedPair(line, client, await listener.AcceptSocketAsync(Cancel), begin);
    }

    public static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, Cancel)..];
    }

    /// <summary>Sends without end, until the connection is gone.</summary>
    public void Flood(Socket socket) => _flood = FloodAsync(socket);

    private static async Task<SocketError> FloodAsync(Socket socket)
    {
        var bytes = Noise(8_000, seed: 4);
        try
        {
            while (true)
                await socket.SendAsync(bytes, Cancel);
        }
        catch (SocketException gone)
        {
            return gone.SocketErrorCode;
        }
    }

    public static async Task<byte[]> ReadBytesAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var there = 0; there < count; )
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(there), Cancel);
            read.ShouldBeGreaterThan(0, $"closed after {there} of {count} bytes");
            there += read;
        }

        return bytes;
    }

    public static async Task<string> ReadAsync(Socket socket, int count) =>
        Encoding.ASCII.GetString(await ReadBytesAsync(socket, count));

    public static async Task<string> ReadToEndAsync(Socket socket)
    {
        var bytes = new byte[1000];
        var text = "";
        while (await socket.ReceiveAsync(bytes, Cancel) is > 0 and var read)
            text += Encoding.ASCII.GetString(bytes, 0, read);
        return text;
    }

    /// <summary>RST instead of FIN.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    /// <summary>The kernel tells a reset once: to a receive, or to a send that was under way.</summary>
    public async Task ShouldBeResetAsync(Socket socket)
    {
        var told = new List<SocketError>();
        try
        {
            var read = await socket.ReceiveAsync(new byte[16], Cancel);
            read.ShouldBe(0, "bytes nobody sent");
        }
        catch (SocketException error)
        {
            told.Add(error.SocketErrorCode);
        }

        if (_flood is not null)
            told.Add(await _flood);
        told.ShouldContain(SocketError.ConnectionReset);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Server.Dispose();
        await Line.DisposeAsync();
    }
}
