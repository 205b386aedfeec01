using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>Decides how the release in the warm slot gets live again: a switch, not a deployment.</summary>
public static class RollbackPlanner
{
    public static Decision Plan(HostState state) =>
        state.Routing switch
        {
            Routing.To(var live) => PlanFrom(state, live),
            _ => RoutingRefusal.Of(state),
        };

    private static Decision PlanFrom(HostState state, Slot live)
    {
        var warm = state[live.Other];
        if (warm.Release is not { } release)
            return new Decision.Refusal(
                ExitCode.VerdictFail,
                $"there is nothing to roll back to: {warm.Slot.Name} holds no release",
                "deploy the release you want; the slot that is live stays live until the new one has passed its gate"
            );

        // A slot that runs has passed its gate before; one look is enough, for somebody is waiting.
        List<Step> steps = warm.Running
            ? [new Step.CheckWarm(warm.Slot)]
            : [new Step.Start(warm.Slot), new Step.GateBeforeSwitch(warm.Slot)];
        steps.AddRange([
            new Step.Switch(live, warm.Slot),
            new Step.Prove(warm.Slot, release),
            new Step.Drain(live),
        ]);
        return new Decision.Plan(state, live, warm.Slot, release, steps);
    }
}
