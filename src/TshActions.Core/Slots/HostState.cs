using TshActions.Core.Journal;
using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>What was seen on one host at one moment. Plans are made for a state and hold only for it.</summary>
public sealed record HostState(string Host, Routing Routing, SlotState Blue, SlotState Green)
{
    /// <summary>What the host remembers of earlier runs.</summary>
    public HostHistory History { get; init; } = HostHistory.None;

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

/// <summary>What nginx says about the app's traffic. nginx is the only authority for which slot is live.</summary>
public abstract record Routing
{
    /// <summary>Every new request goes to <paramref name="Slot"/>.</summary>
    public sealed record To(Slot Slot) : Routing;

    /// <summary>nginx reads no site of this app that knows the two slots.</summary>
    public sealed record NotSetUp(string Reason) : Routing;

    /// <summary>nginx would refuse its own configuration now, before anything of ours was touched.</summary>
    public sealed record Broken(string Message) : Routing;
}
