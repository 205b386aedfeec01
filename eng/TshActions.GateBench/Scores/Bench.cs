using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;

namespace TshActions.GateBench.Scores;

/// <summary>Draws bakes and lets every judge decide each of them.</summary>
public static class Bench
{
    // Each trace has draws of its own: what one seed does to one trace says nothing about the next.
    private const int SeedBits = 40;

    /// <summary>Each trace once per seed; by judge and trace.</summary>
    public static IReadOnlyList<IReadOnlyList<Tally>> Run(
        IReadOnlyList<Trace> traces,
        IReadOnlyList<(string Name, Judge Judge)> judges,
        long first,
        int seeds,
        Func<ulong, Jitter> jitter
    )
    {
        var byTrace = traces.Select(trace => Tallies(trace, judges, first, seeds, jitter)).ToList();
        return [.. judges.Index().Select(judge => byTrace.ConvertAll(row => row[judge.Index]))];
    }

    /// <summary>Every seed of one trace; by judge.</summary>
    public static IReadOnlyList<Tally> Tallies(
        Trace trace,
        IReadOnlyList<(string Name, Judge Judge)> judges,
        long first,
        int seeds,
        Func<ulong, Jitter> jitter
    )
    {
        var bakes = Enumerable
            .Range(0, seeds)
            .AsParallel()
            .AsOrdered()
            .Select(i =>
            {
                var seed = Seed(trace, first + i);
                var shaken = jitter(seed);
                var bake = trace.Draw(seed, shaken);
                return (
                    Decisions: judges
                        .Select(judge => judge.Judge(bake.Baseline, bake.Ticks))
                        .ToArray(),
                    Jitter: shaken
                );
            })
            .ToList();
        return
        [
            .. judges
                .Index()
                .Select(judge =>
                    Tally.Of(
                        trace,
                        bakes.ConvertAll(bake => (bake.Decisions[judge.Index], bake.Jitter))
                    )
                ),
        ];
    }

    /// <summary>The seed of a bake, for who wants to draw it again.</summary>
    public static ulong Seed(Trace trace, long seed) =>
        (ulong.Parse(trace.Id.AsSpan(1)) << SeedBits) + (ulong)seed;
}
