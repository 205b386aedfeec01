using System.Collections.Immutable;

namespace TshActions.Core.Ticks;

/// <summary>Everything that was measured at one moment: one line of a recording.</summary>
/// <param name="At">Since the bake began; before it, and negative, for the baseline.</param>
/// <param name="Gap">Whether nobody was there to measure.</param>
public sealed record Tick(TimeSpan At, bool Gap = false)
{
    /// <summary>Why there is a gap, where it is known.</summary>
    public string? Why { get; init; }

    /// <summary>The new slot's answers, by the name of the probe.</summary>
    public ImmutableSortedDictionary<string, Sample> Probes { get; init; } = None<Sample>();

    /// <summary>The old slot's answers to the same probes at the same moment.</summary>
    public ImmutableSortedDictionary<string, Sample> Control { get; init; } = None<Sample>();

    /// <summary>Answers through the site, as a client gets them.</summary>
    public ImmutableSortedDictionary<string, Sample> Edge { get; init; } = None<Sample>();

    /// <summary>How often the slot's processes were started anew, counted from its start; null: not seen.</summary>
    public int? Restarts { get; init; }

    /// <summary>Error records in the new slot's log since the tick before; null: not seen.</summary>
    public int? LogErrors { get; init; }

    /// <summary>The same of the old slot.</summary>
    public int? OldLogErrors { get; init; }

    /// <summary>What real clients were answered, by nginx's access log; null: it was not read.</summary>
    public Traffic? NewTraffic { get; init; }

    public Traffic? OldTraffic { get; init; }

    /// <summary>Percentages in use, by name: `cpu`, `memory`, `disk`, `inodes`, and the team's own.</summary>
    public ImmutableSortedDictionary<string, double> Gauges { get; init; } = None<double>();

    /// <summary>Checks that were asked in this tick, by name.</summary>
    public ImmutableSortedDictionary<string, CheckReading> Checks { get; init; } =
        None<CheckReading>();

    private static ImmutableSortedDictionary<string, T> None<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
