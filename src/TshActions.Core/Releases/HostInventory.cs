using TshActions.Core.Slots;

namespace TshActions.Core.Releases;

/// <summary>What one app in one environment keeps on one host.</summary>
/// <param name="Deployments">Every deployment folder.</param>
/// <param name="Releases">Every whole release folder.</param>
/// <param name="Pointers">The slots and what they held before.</param>
/// <param name="Bad">Releases that were taken back.</param>
/// <param name="Closed">The journal's closed entries, in any order.</param>
public sealed record HostInventory(
    Slot Live,
    IReadOnlyList<HeldDeployment> Deployments,
    IReadOnlyList<string> Releases,
    IReadOnlyList<SlotPointer> Pointers,
    IReadOnlySet<string> Bad,
    OpenEntry Open,
    IReadOnlyList<ClosedEntry> Closed
);

/// <param name="Name">Its folder, which begins with its time: `20251114T120000Z-RELEASE`.</param>
/// <param name="Release">Null when its link is gone or unreadable.</param>
public sealed record HeldDeployment(string Name, string? Release);

/// <param name="Former">Whether it is what the slot held before, and may get back.</param>
public sealed record SlotPointer(Slot Slot, bool Former, string Deployment);

/// <summary>The journal's entry that has no end yet.</summary>
public abstract record OpenEntry
{
    public sealed record None : OpenEntry;

    public sealed record About(string Deployment, string Release) : OpenEntry;

    /// <summary>Damaged, or written by a newer version.</summary>
    public sealed record Unreadable : OpenEntry;
}

/// <param name="Ended">Seconds since 1970, by the host's clock.</param>
/// <param name="Good">Whether the deployment was live and well when the entry was closed.</param>
public sealed record ClosedEntry(long Ended, string Deployment, bool Good);
