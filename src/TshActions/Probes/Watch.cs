using TshActions.Core.Gates;
using TshActions.Verbs;

namespace TshActions.Probes;

/// <summary>Ticks at a steady pace until a judge has decided.</summary>
public sealed class Watch(Story story, TimeProvider time)
{
    // A bake of a quarter of an hour says something each half minute, and at once when something changes.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    private readonly List<Tick> _ticks = [];

    public IReadOnlyList<Tick> Ticks => _ticks;

    /// <param name="ask">All probes of one tick.</param>
    /// <param name="judge">What the ticks so far and the elapsed time say.</param>
    public async Task<Judgement.Decided> UntilDecidedAsync(
        TimeSpan interval,
        Func<CancellationToken, Task<ProbeResult[]>> ask,
        Func<IReadOnlyList<Tick>, TimeSpan, Judgement> judge,
        CancellationToken cancel
    )
    {
        var begin = time.GetTimestamp();
        var told = (Text: "", At: TimeSpan.Zero);
        while (true)
        {
            var at = time.GetElapsedTime(begin);
            _ticks.Add(new Tick(_ticks.Count + 1, at, await ask(cancel)));
            switch (judge(_ticks, time.GetElapsedTime(begin)))
            {
                case Judgement.Decided decided:
                    return decided;
                case Judgement.KeepWatching watching when News(at, told):
                    told = (_ticks[^1].Trouble, at);
                    story.Say(
                        $"  {at.TotalSeconds, 4:0} s  {watching.Progress}{(told.Text.Length > 0 ? $" · {told.Text}" : "")}"
                    );
                    break;
            }

            var next = interval - (time.GetElapsedTime(begin) - at);
            if (next > TimeSpan.Zero)
                await Task.Delay(next, time, cancel);
        }
    }

    private bool News(TimeSpan at, (string Text, TimeSpan At) told) =>
        _ticks.Count is 1 || _ticks[^1].Trouble != told.Text || at - told.At >= Heartbeat;
}
