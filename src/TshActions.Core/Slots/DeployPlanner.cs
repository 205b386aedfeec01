using TshActions.Core.Journal;

namespace TshActions.Core.Slots;

/// <summary>Decides how a release gets from nowhere to live on one host.</summary>
public static class DeployPlanner
{
    public static Decision Plan(HostState state, DeployOrder order) =>
        state.Routing switch
        {
            Routing.To(var live) when Standing.Refusal(state, live) is { } refusal => refusal,
            Routing.To(var live)
                when state[live] is { Running: true } now && now.Release == order.Release =>
                new Decision.NothingToDo($"{order.Release} is live in {live.Name} already", live),
            Routing.To(var live) => new Decision.Plan(
                state,
                live,
                live.Other,
                order.Release,
                Steps(state[live], live, order)
            ),
            _ => RoutingRefusal.Of(state),
        };

    private static List<Step> Steps(SlotState now, Slot live, DeployOrder order)
    {
        var idle = live.Other;
        List<Step> steps =
        [
            new Step.Arm(order.Release),
            new Step.Upload(order.Release),
            new Step.Prepare(idle, order.Release),
        ];
        if (order.Migration is { } migration && order.Ending is not DeployEnding.Rehearse)
        {
            if (order.Backup)
                steps.Add(new Step.Backup(order.Release));
            steps.Add(new Step.Migrate(migration));
        }

        steps.AddRange([new Step.Start(idle), new Step.GateBeforeSwitch(idle)]);
        if (order.Ending is DeployEnding.Rehearse)
            return [.. steps, new Step.Clear(idle)];

        steps.AddRange([new Step.Switch(live, idle), new Step.Prove(idle, order.Release)]);
        if (order.Singletons.Count > 0)
            steps.Add(new Step.Settle(idle, string.Join(", ", order.Singletons)));
        steps.Add(new Step.Drain(live));
        // Nobody was served before, so there is nothing to go back to and no reason to wait.
        if (order.Ending is DeployEnding.Confirm || now.Deployment is null)
            steps.AddRange([new Step.Confirm(order.Release), new Step.Prune(order.Kept)]);
        else
            steps.Add(
                new Step.HandOver(
                    order.Release,
                    order.Lease,
                    Stays: order.Schema is BackwardCompatible.No
                )
            );
        return steps;
    }
}
