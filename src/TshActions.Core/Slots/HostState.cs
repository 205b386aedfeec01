using TshActions.Core.Journal;
using TshActions.Core.Nginx;
using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>What was seen on one host at one moment. Plans are made for a state and hold only for it.</summary>
public sealed record HostState(string Host, Routing Routing, SlotState Blue, SlotState Green)
{
    /// <summary>What the host remembers of earlier runs.</summary>
    public HostHistory History { get; init; } = HostHistory.None;

    /// <summary>For warnings only: a plan holds whatever stands here.</summary>
    public NginxFacts Nginx { get; init; } = NginxFacts.None;

    public SlotState this[Slot slot] => slot is Slot.Blue ? Blue : Green;

    /// <summary>Whether a plan made for this state still holds in <paramref name="other"/>.</summary>
    public bool StillIs(HostState other) =>
        (Host, Routing, Blue, Green) == (other.Host, other.Routing, other.Blue, other.Green);
}

/// <summary>One slot: what it holds and whether its unit runs.</summary>
/// <param name="Deployment">The deployment folder the slot points at, or null for a slot that never held one.</param>
public sealed record SlotState(Slot Slot, ReleaseId? Release, string? Deployment, bool Running)
{
    public static SlotState Empty(Slot slot) => new(slot, null, null, Running: false);

    public override string ToString() =>
        Release is { } release
            ? $"{Slot.Name} ({release}{(Running ? "" : ", stopped")})"
            : $"{Slot.Name} (empty)";
}
