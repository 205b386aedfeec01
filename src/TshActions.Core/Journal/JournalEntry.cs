using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Core.Journal;

/// <summary>How far a run came. Before <see cref="Armed"/> traffic was not touched.</summary>
public enum Phase
{
    Preparing,

    /// <summary>Traffic moves or has moved, and nobody has confirmed it: silence takes it back.</summary>
    Armed,

    /// <summary>Traffic is back; the slot of the candidate is not cleared yet.</summary>
    Reverted,

    /// <summary>Live without being confirmed, and nothing takes it back by itself: a person must decide.</summary>
    Held,
}

/// <summary>The unfinished entry of the journal on one host.</summary>
/// <param name="Kind">`deploy` or `rollback`.</param>
/// <param name="HoldsOnSilence">Whether silence keeps it: the release before does not fit the database any more.</param>
/// <param name="Run">Whose it is, as a person can look it up.</param>
public sealed record JournalEntry(
    string Kind,
    ReleaseId Release,
    string Deployment,
    Slot From,
    Slot To,
    Phase Phase,
    bool HoldsOnSilence,
    string Run
)
{
    /// <summary>Whether traffic has moved to a new release that nobody has confirmed yet.</summary>
    public bool IsUnconfirmed => Kind is "deploy" && (Phase is Phase.Armed or Phase.Held);

    public override string ToString() =>
        Phase switch
        {
            Phase.Preparing => $"{Run} stopped while it prepared {To.Name} with {Release}",
            Phase.Armed => $"{Run} left {Release} in {To.Name} unconfirmed",
            Phase.Reverted => $"{Release} was taken back, and {To.Name} is not cleared yet",
            Phase.Held => $"{Release} is live in {To.Name} without being confirmed",
        };
}
