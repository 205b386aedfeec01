using System.Diagnostics;

namespace TshActions.Rig.Load;

/// <summary>Spaces the requests of all connections together: each reserves the next moment of one time line.</summary>
internal sealed class Pace(double? perSecond)
{
    // A machine that stalled may catch up this much; more would turn a stall into a burst of its own.
    private static readonly long CatchUp = Stopwatch.Frequency / 50;

    private readonly long _step = perSecond is { } rate ? (long)(Stopwatch.Frequency / rate) : 0;
    private long _next = Stopwatch.GetTimestamp();

    public ValueTask TurnAsync(CancellationToken cancel)
    {
        if (_step == 0)
        {
            return ValueTask.CompletedTask;
        }

        var now = Stopwatch.GetTimestamp();
        var turn = Reserve(now);
        return turn <= now
            ? ValueTask.CompletedTask
            : new ValueTask(Task.Delay(Stopwatch.GetElapsedTime(now, turn), cancel));
    }

    private long Reserve(long now)
    {
        while (true)
        {
            var next = Interlocked.Read(ref _next);
            var turn = Math.Max(next, now - CatchUp);
            if (Interlocked.CompareExchange(ref _next, turn + _step, next) == next)
            {
                return turn;
            }
        }
    }
}
