using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TshActions.Rig.Load.Delay;

/// <summary>
/// One connection over the line. The kernel has let the client in at once; a distant server would have answered the
/// handshake a round trip later, so that is when the client's first bytes leave, whenever they came.
/// </summary>
internal sealed class DelayedConnection(
    Socket client,
    IPEndPoint server,
    long oneWay,
    HighWater held
)
{
    private readonly long _accepted = Stopwatch.GetTimestamp();

    /// <returns>False when the server did not take the connection.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var near = new LineEnd(client);
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        client.NoDelay = true;
        using var far = new LineEnd(socket);
        await Due.WaitAsync(_accepted + oneWay, stop);
        try
        {
            await socket.ConnectAsync(server, stop);
        }
        catch (SocketException)
        {
            await Due.WaitAsync(_accepted + (2 * oneWay), stop);
            near.Reset();
            return false;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var there = new LineDirection(near, far, oneWay, _accepted + (2 * oneWay), held);
        var back = new LineDirection(far, near, oneWay, notBefore: 0, held);
        try
        {
            await Task.WhenAll(there.RunAsync(back, end), back.RunAsync(there, end));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // A reset was passed on, or the line is taken down: both ends go.
        }

        return true;
    }
}
