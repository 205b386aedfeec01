using TshActions.Core.Ticks;

namespace TshActions.Core.Gates;

/// <summary>How a tick of one slot ended (Argo Rollouts' phases). It counts once, however many probes failed in it.</summary>
public enum Measurement
{
    Successful,

    /// <summary>An endpoint was asked and its answer, or its silence, is wrong.</summary>
    Failed,

    /// <summary>Nothing was measured: our own way to the endpoint broke, or another release answered.</summary>
    Error,
}

/// <summary>Reads a tick as a whole.</summary>
public static class Measuring
{
    /// <param name="release">Whose answers count; null: whoever's.</param>
    public static Measurement Of(Tick tick, string? release) =>
        tick.Probes.Values.Any(sample => IsOurs(sample, release) && !sample.Ok) ? Measurement.Failed
        : tick.Gap
        || tick.Probes.IsEmpty
        || tick.Probes.Values.Any(sample => !IsOurs(sample, release))
            ? Measurement.Error
        : Measurement.Successful;

    /// <summary>What was wrong, in one line; empty for a clean tick.</summary>
    public static string Trouble(Tick tick, string? release)
    {
        var wrong = tick
            .Probes.Where(probe => !IsOurs(probe.Value, release) || !probe.Value.Ok)
            .Select(probe =>
                $"{probe.Key}: {(IsOurs(probe.Value, release) ? probe.Value.Why ?? "failed" : $"release {probe.Value.Version} answered, not {release}")}"
            );
        return tick.Gap ? string.Join("; ", wrong.Prepend(tick.Why ?? "nothing was measured"))
            : tick.Probes.IsEmpty ? "no probe was asked"
            : string.Join("; ", wrong);
    }

    private static bool IsOurs(Sample sample, string? release) =>
        release is null || sample.Version is null || sample.Version == release;
}
