using System.Collections.Concurrent;

namespace TshActions.Rig.Load.Long;

/// <summary>
/// Long requests under way: as soon as one ends, the next of its kind begins. Each is reported, as whole or as cut;
/// none is ever repeated.
/// </summary>
public sealed class LongRequests : IAsyncDisposable
{
    // Nobody answers: asked again at once it would only be a storm.
    private static readonly TimeSpan PauseAfterCut = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<LongRequest> _ended = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _drop = new();
    private readonly LongPlan _plan;
    private readonly Task _clients;

    private LongRequests(LongPlan plan)
    {
        if (plan.Lasts <= TimeSpan.Zero || plan.OfEachKind <= 0)
        {
            throw new ArgumentException("The plan asks for no long request.", nameof(plan));
        }

        _plan = plan;
        _clients = Task.WhenAll(
            Enum.GetValues<LongKind>()
                .SelectMany(kind =>
                    Enumerable
                        .Range(0, plan.OfEachKind)
                        .Select(number => Task.Run(() => RunClientAsync(kind, number)))
                )
        );
    }

    public static LongRequests Start(LongPlan plan) => new(plan);

    /// <summary>Those that have ended so far.</summary>
    public IReadOnlyCollection<LongRequest> Ended => _ended;

    /// <summary>Begins none any more, and waits for those in flight: every one is in the result.</summary>
    public async Task<IReadOnlyList<LongRequest>> StopAsync()
    {
        await _stop.CancelAsync();
        await _clients;
        return [.. _ended.OrderBy(request => request.Begun)];
    }

    /// <summary>Drops what is in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _drop.CancelAsync();
        await _clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _drop.Dispose();
    }

    private async Task RunClientAsync(LongKind kind, int number)
    {
        try
        {
            // Spread over their length: at any moment some have just begun and some are about to end.
            await Task.Delay(_plan.Lasts * number / _plan.OfEachKind, _stop.Token);
            while (!_stop.IsCancellationRequested)
            {
                var request = await AskAsync(kind);
                _ended.Enqueue(request);
                if (request.WasCut)
                {
                    await Task.Delay(PauseAfterCut, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop between two requests, or to drop this one.
        }
    }

    private async Task<LongRequest> AskAsync(LongKind kind)
    {
        var seen = new LongConversation();
        var begun = DateTimeOffset.UtcNow;
        var end = await seen.HaveAsync(
            (conversation, cancel) =>
                kind switch
                {
                    LongKind.Slow => LongHttp.SlowAsync(_plan, conversation, cancel),
                    LongKind.Stream => LongHttp.StreamAsync(_plan, conversation, cancel),
                    LongKind.Websocket => LongWebsocket.ListenAsync(_plan, conversation, cancel),
                },
            _plan.Lasts + _plan.Patience,
            _drop.Token
        );
        return new LongRequest(kind, begun, DateTimeOffset.UtcNow, seen.Release, end);
    }
}
