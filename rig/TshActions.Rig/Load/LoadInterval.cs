using System.Collections.Concurrent;
using System.Diagnostics;

namespace TshActions.Rig.Load;

/// <summary>What ended between two marks: a tally per client, and the first failures in full.</summary>
internal sealed class LoadInterval
{
    private readonly LoadClock _clock;
    private readonly int _failuresKept;
    private readonly ConcurrentQueue<LoadFailure> _failures = new();
    private int _failuresSeen;

    public LoadInterval(LoadMark mark, LoadPlan plan, int methods, LoadClock clock)
    {
        Mark = mark;
        _clock = clock;
        _failuresKept = plan.FailuresKept;
        Tallies = [.. Enumerable.Range(0, plan.Connections).Select(_ => new Tally(methods))];
    }

    public LoadMark Mark { get; }

    public IReadOnlyList<Tally> Tallies { get; }

    public IReadOnlyCollection<LoadFailure> Failures => _failures;

    public void Record(
        int client,
        RequestMix.Entry entry,
        in Exchange exchange,
        in ConnectionNotes notes,
        long asked,
        long ended
    )
    {
        if (
            exchange.Outcome != Outcome.Ok
            && Interlocked.Increment(ref _failuresSeen) <= _failuresKept
        )
        {
            _failures.Enqueue(Describe(entry, exchange, notes, asked, ended));
        }

        Tallies[client].Record(entry.MethodIndex, exchange, notes, asked, ended);
    }

    private LoadFailure Describe(
        RequestMix.Entry entry,
        in Exchange exchange,
        in ConnectionNotes notes,
        long asked,
        long ended
    )
    {
        var at = _clock.Since(ended);
        return new LoadFailure(
            at,
            _clock.StartedAt + at,
            Stopwatch.GetElapsedTime(asked, ended),
            entry.Request.Method,
            entry.Request.Path,
            exchange.Outcome,
            exchange.Detail ?? "",
            notes.RequestOnConnection
        );
    }
}
