using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>
/// Brings one host back from a release that is confirmed there already, because another host of the environment could
/// not keep it: a rollback of its own, to what waits in the other slot.
/// </summary>
internal static class WayBack
{
    /// <exception cref="ActionException">There is no way back, or a step of it failed.</exception>
    public static async Task<string> GoAsync(
        VerbRun run,
        Member member,
        string reason,
        CancellationToken cancel
    )
    {
        var state = await member.App.ObserveAsync(cancel);
        var idle = state.Routing is Routing.To(var live) ? state[live.Other].Release : null;
        // Forced: this undoes what the same run did a moment ago, on a host that served the other release until then.
        var order = new RollbackOrder(idle, member.App.Place.Singletons, Force: true);
        switch (RollbackPlanner.Plan(state, order))
        {
            case Decision.Plan plan:
                var runner = new PlanRunner(
                    run,
                    member,
                    plan,
                    Rollback.Entry(run, plan, reason),
                    delivery: null
                );
                foreach (var step in plan.Steps)
                    await runner.CarryOutAsync(step.Stage, cancel, cancel);
                return $"rolled back to {plan.Release} in {plan.To.Name}";
            case Decision.Refusal refusal:
                throw new ActionException(refusal.Code, refusal.Reason, refusal.Advice);
            default:
                return "nothing was left to do";
        }
    }
}
