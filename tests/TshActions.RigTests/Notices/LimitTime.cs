namespace TshActions.RigTests.Notices;

/// <summary>A clock that only tests move, and whose time limits do fire when it has moved past them.</summary>
internal sealed class LimitTime : TimeProvider
{
    private static readonly DateTimeOffset Begin = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly List<Limit> _limits = [];
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Begin + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    public void Advance(TimeSpan by)
    {
        _passed += by;
        foreach (var limit in _limits.Where(limit => limit.Due <= _passed).ToList())
        {
            _limits.Remove(limit);
            limit.Callback(limit.State);
        }
    }

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
            _limits.Add(new(callback, state, _passed + dueTime));
        return new Nothing();
    }

    private sealed record Limit(TimerCallback Callback, object? State, TimeSpan Due);

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
