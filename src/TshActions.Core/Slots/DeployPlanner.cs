using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>Decides how a release gets from nowhere to live on one host.</summary>
public static class DeployPlanner
{
    public static Decision Plan(HostState state, ReleaseId release, string? migration) =>
        state.Routing switch
        {
            Routing.To(var live)
                when state[live] is { Running: true } now && now.Release == release =>
                new Decision.NothingToDo($"{release} is live in {live.Name} already", live),
            Routing.To(var live) => new Decision.Plan(
                state,
                live,
                live.Other,
                release,
                Steps(live, release, migration)
            ),
            _ => RoutingRefusal.Of(state),
        };

    private static List<Step> Steps(Slot live, ReleaseId release, string? migration)
    {
        var idle = live.Other;
        List<Step> steps = [new Step.Upload(release), new Step.Prepare(idle, release)];
        if (migration is not null)
            steps.Add(new Step.Migrate(migration));
        steps.AddRange([
            new Step.Start(idle),
            new Step.GateBeforeSwitch(idle),
            new Step.Switch(live, idle),
            new Step.Prove(idle, release),
            new Step.Drain(live),
        ]);
        return steps;
    }
}
