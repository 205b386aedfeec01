using System.Collections.Immutable;
using TshActions.Core.Calibration;
using TshActions.Core.Ticks;

namespace TshActions.Tests.Corpus;

/// <summary>In what one bake differs from another, aspect by aspect, with the ticks it does so in.</summary>
internal static class Differences
{
    public static IEnumerable<string> Of(SimulatedBake clean, SimulatedBake bake) =>
        Enumerable
            .Range(0, clean.Ticks.Count)
            .SelectMany(tick =>
                Of(clean.Ticks[tick], bake.Ticks[tick]).Select(what => (What: what, Tick: tick))
            )
            .Concat(Baseline(clean, bake).Select(what => (What: what, Tick: -1)))
            .GroupBy(one => one.What, one => one.Tick)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                group.Min() < 0
                    ? group.Key
                    : $"{group.Key}: {group.Count()} in {group.Min()}-{group.Max()}"
            );

    private static IEnumerable<string> Baseline(SimulatedBake clean, SimulatedBake bake) =>
        clean
            .Baseline.Where(one => !one.Value.SequenceEqual(bake.Baseline[one.Key]))
            .Select(one => $"baseline of {one.Key}");

    private static IEnumerable<string> Of(Tick clean, Tick tick)
    {
        if (clean.At != tick.At)
            yield return "time";
        if (tick.Gap)
        {
            yield return Measured(tick) ? "a gap with measurements" : "gap";
            yield break;
        }

        foreach (var what in Of("new", clean.Probes, tick.Probes))
            yield return what;
        foreach (var what in Of("old", clean.Control, tick.Control))
            yield return what;
        if (clean.Restarts != tick.Restarts)
            yield return "restarts";
        if (clean.LogErrors != tick.LogErrors)
            yield return "log errors";
        if (clean.OldLogErrors != tick.OldLogErrors)
            yield return "log errors of the old slot";
        foreach (var (name, level) in tick.Gauges)
            if (!level.Equals(clean.Gauges[name]))
                yield return $"gauge {name}";
    }

    private static IEnumerable<string> Of(
        string slot,
        ImmutableSortedDictionary<string, Sample> clean,
        ImmutableSortedDictionary<string, Sample> tick
    )
    {
        foreach (var (name, sample) in tick)
            if (clean[name] is var other && sample != other)
                yield return $"{slot} {name} "
                    + (
                        sample.Ok != other.Ok ? sample.Why
                        : sample.Version != other.Version ? "other release"
                        : sample.Milliseconds > other.Milliseconds ? "slower"
                        : "faster"
                    );
    }

    private static bool Measured(Tick tick) =>
        tick.Probes.Count + tick.Control.Count + tick.Gauges.Count > 0
        || tick.Restarts is not null
        || tick.LogErrors is not null
        || tick.OldLogErrors is not null;
}
