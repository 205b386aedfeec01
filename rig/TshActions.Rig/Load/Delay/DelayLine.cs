using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TshActions.Rig.Load.Delay;

/// <summary>
/// Distance on one machine: a loopback port that leads to a server as if it were a round trip away. Every byte, close
/// and reset takes half the round trip in its direction and keeps its order; nothing is repaired or made up. One thing
/// cannot be passed on: a connection the server refuses is accepted here and then reset, and counted as refused.
/// </summary>
public sealed class DelayLine : IAsyncDisposable
{
    /// <summary>The most bytes under way in one direction of one connection.</summary>
    public const int Window = LineDirection.PieceBytes * (LineDirection.PiecesHeld + 2);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _server;
    private readonly long _oneWay;
    private readonly Task _accepting;
    private readonly HighWater _held = new();
    private int _refused;

    private DelayLine(IPEndPoint server, TimeSpan roundTrip)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTrip, TimeSpan.Zero);
        _server = server;
        RoundTrip = roundTrip;
        // Rounded up: a round trip is never shorter than asked for.
        _oneWay = (long)Math.Ceiling(roundTrip.TotalSeconds * Stopwatch.Frequency / 2);
        _listener.Start(512);
        _accepting = Task.Run(AcceptAsync);
    }

    public TimeSpan RoundTrip { get; }

    /// <summary>On 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that the server did not take.</summary>
    public int Refused => _refused;

    /// <summary>The most bytes that were under way at one time in one direction of one connection.</summary>
    public long MostHeld => _held.Most;

    public static DelayLine Start(IPEndPoint server, TimeSpan roundTrip) => new(server, roundTrip);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                connections.RemoveAll(connection => connection.IsCompletedSuccessfully);
                connections.Add(CarryAsync(client));
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        var connection = new DelayedConnection(client, _server, _oneWay, _held);
        try
        {
            if (!await connection.RunAsync(_stop.Token))
            {
                Interlocked.Increment(ref _refused);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            client.Dispose();
        }
    }
}
