using TshActions.Core.Gates;
using TshActions.Core.Ticks;
using TshActions.GitHub;
using TshActions.Probes;
using TshActions.Tests.Gates;
using TshActions.Verbs;

namespace TshActions.Tests.Probes;

public sealed class WatchTests : IDisposable
{
    private static readonly PreSwitchPolicy Policy = new(
        CleanTicks: 60,
        Deadline: TimeSpan.FromSeconds(165)
    );

    private readonly StringWriter _output = new();
    private readonly ManualTime _time = ManualTime.Hurried;

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task A_clean_slot_is_asked_at_a_pace_and_spoken_of_each_half_minute()
    {
        var (decided, ticks) = await WatchAsync(
            _ => '.',
            policy: new PreSwitchPolicy(60, TimeSpan.FromMinutes(15))
        );

        decided.ShouldBe(
            new Judgement.Decided(Verdict.Pass, GateAction.Promote, "60 clean ticks in a row", 60)
        );
        ticks
            .Select(tick => tick.At)
            .ShouldBe(Enumerable.Range(0, 60).Select(n => n * Ticks.Interval));
        _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(10);
    }

    [Fact]
    public async Task News_are_told_at_once()
    {
        var (decided, _) = await WatchAsync(tick => tick is 20 or 21 or >= 30 ? 'x' : '.');

        decided.Verdict.ShouldBe(Verdict.Fail);
        decided.Tick.ShouldBe(34);
        Approved.Check(_output.ToString());
    }

    [Fact]
    public async Task A_slow_tick_eats_into_the_pause_behind_it()
    {
        var (_, ticks) = await WatchAsync(
            _ => '.',
            takes: tick => TimeSpan.FromSeconds(tick is 2 ? 7 : 1)
        );

        ticks.Take(4).Select(tick => tick.At.TotalSeconds).ShouldBe([0, 5, 12, 17]);
    }

    [Fact]
    public async Task A_cancelled_watch_ends_without_a_judgement()
    {
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            WatchAsync(
                tick =>
                {
                    if (tick is 3)
                        cancel.Cancel();
                    return '.';
                },
                cancel: cancel.Token
            )
        );
    }

    private async Task<(Judgement.Decided Decided, IReadOnlyList<Tick> Ticks)> WatchAsync(
        Func<int, char> result,
        Func<int, TimeSpan>? takes = null,
        PreSwitchPolicy? policy = null,
        CancellationToken cancel = default
    )
    {
        var story = new Story(_output, onGitHub: false, new Redaction(), _time);
        var watch = new Watch(story, _time, Ticks.Release);
        var decided = await watch.UntilDecidedAsync(
            policy ?? Policy,
            Ticks.Interval,
            _ =>
            {
                var number = watch.Ticks.Count + 1;
                _time.Advance(takes?.Invoke(number) ?? TimeSpan.Zero);
                return Task.FromResult<ProbeAnswer[]>([Ticks.Answer(result(number))]);
            },
            cancel
        );
        return (decided, watch.Ticks);
    }
}
