using System.Collections.Immutable;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

/// <summary>What a healthy host says, for tests to change.</summary>
internal static class Facts
{
    public static ProcessFacts.Unit Unit { get; } =
        new(ProcessFacts.Web, "loaded", "active", "running", "success", 0, "start-1");

    public static ProcessFacts.Container Container { get; } =
        new(ProcessFacts.Web, true, false, "healthy", false, 0, "start-1");

    public static SlotFacts Of(params ProcessFacts[] processes) =>
        new(
            processes,
            null,
            DiskFacts.Unseen,
            DiskFacts.Unseen,
            ImmutableSortedDictionary<string, double>.Empty
        );
}
