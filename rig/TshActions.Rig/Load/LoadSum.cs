namespace TshActions.Rig.Load;

/// <summary>Adds up the tallies of neighbouring intervals.</summary>
internal static class LoadSum
{
    public static LoadResult Of(
        IReadOnlyCollection<LoadInterval> intervals,
        IReadOnlyList<string> methods,
        TimeSpan to,
        LoadEnd end,
        LoadClock clock
    )
    {
        Tally[] tallies = [.. intervals.SelectMany(interval => interval.Tallies)];
        var mark = intervals.First().Mark;
        var latency = new LatencyBuckets();
        foreach (var tally in tallies)
        {
            latency.Add(tally.Latency);
        }

        return new LoadResult(mark.Name, mark.At, to, end, Counts(tallies, methods))
        {
            Releases = Releases(tallies, clock),
            Failures =
            [
                .. intervals
                    .SelectMany(interval => interval.Failures)
                    .OrderBy(failure => failure.At),
            ],
            P50 = latency.Percentile(0.5),
            P99 = latency.Percentile(0.99),
            Max = latency.Max,
            Connects = tallies.Sum(tally => tally.Connects),
            FoundClosed = tallies.Sum(tally => tally.FoundClosed),
        };
    }

    private static Dictionary<(string Method, Outcome Outcome), long> Counts(
        Tally[] tallies,
        IReadOnlyList<string> methods
    )
    {
        var counts = new Dictionary<(string, Outcome), long>();
        for (var method = 0; method < methods.Count; method++)
        {
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                var index = method;
                counts[(methods[method], outcome)] = tallies.Sum(tally =>
                    tally.Count(index, outcome)
                );
            }
        }

        return counts;
    }

    private static List<ReleaseAnswers> Releases(Tally[] tallies, LoadClock clock) =>
        [
            .. tallies
                .SelectMany(tally => tally.Releases)
                .Select(seen => new ReleaseAnswers(
                    seen.Release,
                    seen.Answers,
                    clock.Since(seen.First),
                    clock.Since(seen.Last),
                    clock.Since(seen.LastAsked)
                ))
                .GroupBy(seen => seen.Release)
                .Select(same => same.Aggregate((a, b) => a.And(b)))
                .OrderBy(seen => seen.First),
        ];
}
