using System.Net;

namespace TshActions.Rig.Load;

/// <summary>
/// A load under way. It ends when told to, or by its plan's own bounds: a scene that must have been under load
/// checks <see cref="LoadResult.End"/> and how many requests there were, because no requests means no failures.
/// </summary>
public sealed class LoadRun : IAsyncDisposable
{
    private readonly LoadPlan _plan;
    private readonly RequestMix _mix;
    private readonly LoadClock _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _marking = new();
    private readonly Task _clients;
    private volatile LoadInterval[] _intervals;
    private long _asked;
    private bool _wasToldToStop;
    private TimeSpan _endedAt;

    private LoadRun(LoadPlan plan, IPAddress address)
    {
        LoadPlan.Require(plan);
        _plan = plan;
        _mix = new RequestMix(plan);
        _clock = new LoadClock(TimeProvider.System);
        _intervals = [Interval("start", TimeSpan.Zero, index: 0)];
        _stop.CancelAfter(plan.MaxDuration);
        var pace = new Pace(plan.RequestsPerSecond);
        var to = new IPEndPoint(address, plan.Port);

        // Off the caller's thread and context: a client without think time may never have to wait for an answer.
        _clients = Task.Run(() =>
            EndAllAsync([
                .. Enumerable
                    .Range(0, plan.Connections)
                    .Select(number => RunClientAsync(pace, to, number)),
            ])
        );
    }

    public DateTimeOffset StartedAt => _clock.StartedAt;

    /// <summary>The run's own time: all times of its results are on this clock.</summary>
    public TimeSpan Elapsed => _clock.Now;

    public bool IsRunning => !_clients.IsCompleted;

    private TimeSpan Present => IsRunning ? _clock.Now : _endedAt;

    private LoadEnd End =>
        IsRunning ? LoadEnd.StillRunning
        : _asked > _plan.MaxRequests ? LoadEnd.MaxRequests
        : _wasToldToStop ? LoadEnd.Stopped
        : LoadEnd.MaxDuration;

    public static LoadRun Start(LoadPlan plan)
    {
        var address = IPAddress.TryParse(plan.Host, out var known)
            ? known
            : Dns.GetHostAddresses(plan.Host)[0];
        return new LoadRun(plan, address);
    }

    public LoadMark Mark(string name)
    {
        lock (_marking)
        {
            var interval = Interval(name, _clock.Now, _intervals.Length);
            _intervals = [.. _intervals, interval];
            return interval.Mark;
        }
    }

    /// <summary>Everything so far.</summary>
    public LoadResult Totals() => Sum(_intervals, Present);

    /// <summary>What ended since the mark.</summary>
    public LoadResult Since(LoadMark mark) => Sum(_intervals[mark.Index..], Present);

    /// <summary>What ended from one mark to a later one.</summary>
    public LoadResult Between(LoadMark from, LoadMark to) =>
        Sum(_intervals[from.Index..to.Index], to.At);

    /// <summary>Waits until the counts since a mark satisfy, for example until a release has answered.</summary>
    /// <exception cref="InvalidOperationException">The load ended before.</exception>
    public async Task<LoadResult> UntilAsync(
        LoadMark since,
        Predicate<LoadResult> enough,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var ended = !IsRunning;
            var result = Since(since);
            if (enough(result))
            {
                return result;
            }

            if (ended)
            {
                await _clients;
                throw new InvalidOperationException(
                    $"The load ended ({End}) before \"{since.Name}\" saw what it waited for."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);
        }
    }

    /// <summary>Sends nothing more, waits for the answers still due, and returns everything.</summary>
    public async Task<LoadResult> StopAsync()
    {
        _wasToldToStop |= IsRunning && !_stop.IsCancellationRequested;
        await _stop.CancelAsync();
        await _clients;
        return Totals();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private LoadInterval Interval(string name, TimeSpan at, int index) =>
        new(new LoadMark(name, at) { Index = index }, _plan, _mix.Methods.Count, _clock);

    private LoadResult Sum(LoadInterval[] intervals, TimeSpan to) =>
        intervals.Length == 0
            ? throw new ArgumentException(
                "The second mark must be later than the first.",
                nameof(intervals)
            )
            : LoadSum.Of(intervals, _mix.Methods, to, End, _clock);

    private async Task RunClientAsync(Pace pace, IPEndPoint to, int number)
    {
        await Task.Yield();
        using var client = new LoadClient(_plan, _mix, pace, to, number);
        try
        {
            await client.RunAsync(() => _intervals[^1], MayAsk, _stop.Token);
        }
        catch
        {
            // The others stop too: a load of which a part failed by its own fault measures nothing.
            await _stop.CancelAsync();
            throw;
        }
    }

    private bool MayAsk() => Interlocked.Increment(ref _asked) <= _plan.MaxRequests;

    private async Task EndAllAsync(Task[] clients)
    {
        try
        {
            await Task.WhenAll(clients);
        }
        finally
        {
            _endedAt = _clock.Now;
        }
    }
}
