using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

/// <summary>What holds for each plan of each planner.</summary>
internal static class PlanLaws
{
    public static bool MovesTrafficSafely(HostState state, Decision.Plan plan)
    {
        var live = ((Routing.To)state.Routing).Slot;
        var steps = plan.Steps.ToList();
        var at = steps.FindIndex(step => step is Step.Switch);
        return at > 0
            && steps.Count(step => step is Step.Switch) is 1
            && steps[at] == new Step.Switch(live, live.Other)
            && steps[at - 1] is Step.GateBeforeSwitch or Step.CheckWarm
            && steps[at + 1] == new Step.Prove(live.Other, plan.Release)
            && (plan.From, plan.To) == (live, live.Other)
            && plan.MadeFor == state;
    }
}
