using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TshActions.Rig.Load.Delay;

internal enum ArrivalKind
{
    Bytes,

    /// <summary>A FIN: the other side will send nothing more, and may still read.</summary>
    Closed,

    /// <summary>A RST: the connection is no more.</summary>
    Reset,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct Arrival(ArrivalKind Kind, int Bytes = 0);

/// <summary>One side of a delayed connection: tells a reset from a close, and does either on order.</summary>
internal sealed class LineEnd(Socket socket) : IDisposable
{
    // linux/tcp.h and net/tcp_states.h: the first byte of TCP_INFO is the state.
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const byte TcpClose = 7;

    private volatile bool _isClosedForSending;

    /// <summary>
    /// The kernel reports a reset once, to whoever calls next. When a send was told, the receive sees an end like that
    /// of a FIN; but a FIN alone leaves the connection half open as long as we have sent none ourselves.
    /// </summary>
    public bool WasReset => !_isClosedForSending && State() == TcpClose;

    public async ValueTask<Arrival> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            var read = await socket.ReceiveAsync(buffer, SocketFlags.None, cancel);
            return read > 0
                ? new Arrival(ArrivalKind.Bytes, read)
                : new Arrival(WasReset ? ArrivalKind.Reset : ArrivalKind.Closed);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return new Arrival(ArrivalKind.Reset);
        }
    }

    /// <returns>False when the other side is gone; the receiving direction passes that on.</returns>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancel)..];
            }

            return true;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    public void CloseForSending()
    {
        if (State() == TcpClose)
        {
            return;
        }

        _isClosedForSending = true;
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Gone between the look and the call: there is nothing left to close.
        }
    }

    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }

        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private byte State()
    {
        Span<byte> info = stackalloc byte[8];
        try
        {
            socket.GetRawSocketOption(Tcp, TcpInfo, info);
            return info[0];
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return TcpClose;
        }
    }
}
