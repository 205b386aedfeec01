using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Core.Journal;

/// <summary>What a host remembers: the unfinished entry, who works there, what was last left live, and what went wrong.</summary>
/// <param name="Recorded">The slot that the last finished run left live, or null where none is on record.</param>
/// <param name="Bad">Releases that were taken back, each with its reason.</param>
/// <param name="Kept">Deployments still on the host that were confirmed once, newest first.</param>
/// <param name="SchemaOf">Of the live deployment: whether the release before it still fits the database.</param>
public sealed record HostHistory(
    JournalEntry? Open,
    bool Damaged,
    LeaseSeen? Lease,
    Slot? Recorded,
    IReadOnlyDictionary<ReleaseId, string> Bad,
    IReadOnlyList<Retained> Kept,
    BackwardCompatible SchemaOf
)
{
    public static HostHistory None { get; } =
        new(
            null,
            Damaged: false,
            null,
            null,
            new Dictionary<ReleaseId, string>(),
            [],
            BackwardCompatible.Unknown
        );
}

/// <summary>A deployment that is still on the host, whole.</summary>
public sealed record Retained(string Deployment, ReleaseId Release);

/// <summary>Who holds the lease now.</summary>
public sealed record LeaseSeen(string Owner, string Run, TimeSpan Left, bool Parked);

/// <summary>Whether the release before still works on the migrated database (schema-drift-check says it).</summary>
public enum BackwardCompatible
{
    Unknown,
    Yes,
    No,
}
