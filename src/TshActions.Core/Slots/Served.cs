using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>What one host serves, and what waits in its other slot.</summary>
public sealed record Served(string Host, Slot Slot, ReleaseId? Release, ReleaseId? Other)
{
    /// <summary>As it was seen; null where nginx does not say which slot is live.</summary>
    public static Served? Now(HostState state) =>
        state.Routing is Routing.To(var live)
            ? new(state.Host, live, state[live].Release, state[live.Other].Release)
            : null;

    /// <summary>Once the plan was carried out.</summary>
    public static Served After(Decision.Plan plan) =>
        plan.Steps.Any(step => step is Step.Switch)
            ? new(plan.MadeFor.Host, plan.To, plan.Release, plan.MadeFor[plan.From].Release)
            : Before(plan);

    /// <summary>As if the plan had never been begun.</summary>
    public static Served Before(Decision.Plan plan) =>
        new(
            plan.MadeFor.Host,
            plan.From,
            plan.MadeFor[plan.From].Release,
            plan.MadeFor[plan.To].Release
        );

    public override string ToString() => $"{Slot.Name} ({Release?.Text ?? "empty"})";
}
