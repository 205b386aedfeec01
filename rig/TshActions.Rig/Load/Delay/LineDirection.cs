using System.Buffers;
using System.Diagnostics;
using System.Threading.Channels;

namespace TshActions.Rig.Load.Delay;

/// <summary>
/// Carries what one end sends to the other, each piece after the same delay and in its order; its end too, as the close
/// or the reset that it was. What is under way is bounded: a reader who does not read stops the writer.
/// </summary>
internal sealed class LineDirection(
    LineEnd from,
    LineEnd to,
    long delay,
    long notBefore,
    HighWater held
)
{
    public const int PieceBytes = 16 * 1024;
    public const int PiecesHeld = 64;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Piece> _underWay = Channel.CreateBounded<Piece>(
        new BoundedChannelOptions(PiecesHeld) { SingleReader = true, SingleWriter = true }
    );
    private long _held;
    private volatile bool _hasPassedClose;

    /// <param name="back">The opposite direction of the same connection.</param>
    /// <returns>When nothing more can come this way.</returns>
    public Task RunAsync(LineDirection back, CancellationTokenSource end) =>
        Task.WhenAll(TakeAsync(back, end.Token), GiveAsync(end));

    private async Task TakeAsync(LineDirection back, CancellationToken end)
    {
        var kind = ArrivalKind.Bytes;
        while (kind is ArrivalKind.Bytes)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(PieceBytes);
            var arrival = await from.ReceiveAsync(bytes.AsMemory(0, PieceBytes), end);
            held.Saw(Interlocked.Add(ref _held, arrival.Bytes));
            await PutAsync(arrival, bytes, end);
            kind = arrival.Kind;
        }

        // Whoever has closed can still reset: a server does so when a request arrives that it will not read any more.
        while (kind is ArrivalKind.Closed && !(_hasPassedClose && back._hasPassedClose))
        {
            await Task.Delay(Look, end);
            if (from.WasReset)
            {
                kind = ArrivalKind.Reset;
                await PutAsync(new Arrival(kind), [], end);
            }
        }

        _underWay.Writer.Complete();
    }

    private ValueTask PutAsync(Arrival arrival, byte[] bytes, CancellationToken end) =>
        _underWay.Writer.WriteAsync(
            new Piece(arrival, bytes, Math.Max(Stopwatch.GetTimestamp(), notBefore) + delay),
            end
        );

    private async Task GiveAsync(CancellationTokenSource end)
    {
        await foreach (var piece in _underWay.Reader.ReadAllAsync(end.Token))
        {
            await Due.WaitAsync(piece.Due, end.Token);
            switch (piece.Arrival.Kind)
            {
                case ArrivalKind.Bytes:
                    var sent = await to.TrySendAsync(
                        piece.Bytes.AsMemory(0, piece.Arrival.Bytes),
                        end.Token
                    );
                    Interlocked.Add(ref _held, -piece.Arrival.Bytes);
                    ArrayPool<byte>.Shared.Return(piece.Bytes);
                    if (!sent)
                    {
                        return;
                    }

                    break;
                case ArrivalKind.Closed:
                    to.CloseForSending();
                    _hasPassedClose = true;
                    break;
                case ArrivalKind.Reset:
                    to.Reset();
                    from.Dispose();
                    await end.CancelAsync();
                    return;
            }
        }
    }

    private readonly record struct Piece(Arrival Arrival, byte[] Bytes, long Due);
}
