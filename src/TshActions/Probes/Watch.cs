using TshActions.Core.Gates;
using TshActions.Core.Ticks;
using TshActions.Verbs;

namespace TshActions.Probes;

/// <summary>Ticks at a steady pace until a candidate may take traffic, or may not.</summary>
/// <param name="release">That must answer.</param>
public sealed class Watch(Story story, TimeProvider time, string release)
{
    // Says something each half minute, and at once when something changes.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    private readonly List<Tick> _ticks = [];

    public IReadOnlyList<Tick> Ticks => _ticks;

    /// <param name="ask">All probes of one tick.</param>
    public async Task<Judgement.Decided> UntilDecidedAsync(
        PreSwitchPolicy policy,
        TimeSpan interval,
        Func<CancellationToken, Task<ProbeAnswer[]>> ask,
        CancellationToken cancel
    )
    {
        var begin = time.GetTimestamp();
        var told = (Text: "", At: TimeSpan.Zero);
        while (true)
        {
            var at = time.GetElapsedTime(begin);
            _ticks.Add(ProbeAnswer.Tick(at, await ask(cancel)));
            var trouble = Measuring.Trouble(_ticks[^1], release);
            switch (PreSwitchGate.Judge(policy, release, _ticks, time.GetElapsedTime(begin)))
            {
                case Judgement.Decided decided:
                    return decided;
                case Judgement.KeepWatching watching
                    when _ticks.Count is 1 || trouble != told.Text || at - told.At >= Heartbeat:
                    told = (trouble, at);
                    story.Say(
                        $"  {at.TotalSeconds, 4:0} s  {watching.Progress}{(trouble.Length > 0 ? $" · {trouble}" : "")}"
                    );
                    break;
            }

            var next = interval - (time.GetElapsedTime(begin) - at);
            if (next > TimeSpan.Zero)
                await Task.Delay(next, time, cancel);
        }
    }
}
