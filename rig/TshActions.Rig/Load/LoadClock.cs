using System.Diagnostics;

namespace TshActions.Rig.Load;

/// <summary>One start for all times of a run: on the wall for reading logs, and steady for measuring.</summary>
internal sealed class LoadClock(TimeProvider time)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    public TimeSpan Since(long timestamp) => Stopwatch.GetElapsedTime(_start, timestamp);
}
