using System.Collections.Immutable;

namespace TshActions.Core.Checks;

/// <summary>One look at a slot and its host. What could not be measured is null, or not there.</summary>
/// <param name="Unseen">Why the processes could not be looked at; null when they were.</param>
/// <param name="Path">The file system that holds the path that was asked for.</param>
/// <param name="Gauges">Percentages in use, by name: `cpu`, `memory`, `connections`.</param>
public sealed record SlotFacts(
    IReadOnlyList<ProcessFacts> Processes,
    string? Unseen,
    DiskFacts Path,
    DiskFacts Root,
    ImmutableSortedDictionary<string, double> Gauges
);

/// <summary>How full a file system is, in percent of what one who is not root could use.</summary>
/// <param name="There">Whether the path is.</param>
/// <param name="Inodes">Null also where the file system makes them as it needs them.</param>
/// <param name="InodesUnlimited">Whether it does.</param>
public sealed record DiskFacts(bool There, double? Used, double? Inodes, bool InodesUnlimited)
{
    public static DiskFacts Unseen { get; } = new(true, null, null, false);

    public static DiskFacts Missing { get; } = Unseen with { There = false };
}
