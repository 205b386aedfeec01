using System.Diagnostics;
using TshActions.Rig.Load;

namespace TshActions.Rig.Rehearsal;

/// <summary>Notes what clients have seen, twice a second, for the chart.</summary>
internal sealed class Sampler : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Sample> _samples = [];
    private readonly Task _watching;

    public Sampler(long begin, IReadOnlyList<LoadRun> loads) =>
        _watching = WatchAsync(begin, loads);

    public IReadOnlyList<Sample> Samples
    {
        get
        {
            lock (_samples)
                return [.. _samples];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(long begin, IReadOnlyList<LoadRun> loads)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await beat.WaitForNextTickAsync(_stop.Token))
        {
            var seen = loads.Select(load => load.Totals()).ToList();
            var answers = seen.SelectMany(result => result.Releases)
                .GroupBy(answer => answer.Release)
                .ToDictionary(
                    group => group.Key,
                    group => (long)group.Sum(answer => answer.Answers)
                );
            lock (_samples)
                _samples.Add(
                    new Sample(
                        Stopwatch.GetElapsedTime(begin),
                        seen.Sum(result => result.Requests),
                        seen.Sum(result => result.Failed),
                        answers
                    )
                );
        }
    }
}
