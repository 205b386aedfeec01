namespace TshActions.Tests;

/// <summary>
/// A clock that only tests move. In <see cref="Hurried"/> each delay is over at once and the clock has moved by it, so
/// a bake of a quarter of an hour takes no time.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Begin = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly bool _hurried;
    private TimeSpan _passed;

    private ManualTime(bool hurried) => _hurried = hurried;

    public static ManualTime Still => new(hurried: false);

    public static ManualTime Hurried => new(hurried: true);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => _passed += by;

    public override DateTimeOffset GetUtcNow() => Begin + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    /// <summary>
    /// Delays are one-shot timers. Time limits are timers too and must not fire here: `CancellationTokenSource` makes
    /// them with itself as state, a delay with its own task.
    /// </summary>
    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        if (_hurried && state is Task)
        {
            _passed += dueTime;
            callback(state);
        }

        return new Nothing();
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
