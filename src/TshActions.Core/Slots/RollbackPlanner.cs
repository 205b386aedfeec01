using TshActions.Core.Journal;
using TshActions.Core.Releases;
using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>
/// Decides how an earlier release gets live again: a switch where it waits in the warm slot, otherwise from the
/// deployment that is still on the host, never from anything newly made.
/// </summary>
public static class RollbackPlanner
{
    public static Decision Plan(HostState state, RollbackOrder order) =>
        state.Routing switch
        {
            Routing.To(var live)
                when !order.Force && Standing.Refusal(state, live) is { } refusal => refusal,
            Routing.To(var live) => PlanFrom(state, live, order),
            _ => RoutingRefusal.Of(state),
        };

    private static Decision PlanFrom(HostState state, Slot live, RollbackOrder order)
    {
        if (order.To is { } named && state[live] is { Running: true } now && now.Release == named)
            return new Decision.NothingToDo($"{named} is live in {live.Name} already", live);
        if (Schema(state, live, order) is { } unfit)
            return unfit;

        var warm = state[live.Other];
        if (warm is { Release: { } waiting, Deployment: { } there } && Fits(state, order, waiting))
            return Plan(state, live, order, new Retained(there, waiting), Waiting(warm));

        var candidates = state.History.Kept.Where(kept =>
            kept.Deployment != state[live].Deployment
            && kept.Release != state[live].Release
            && Fits(state, order, kept.Release)
        );
        return candidates.FirstOrDefault() is { } retained
            ? Plan(
                state,
                live,
                order,
                retained,
                [
                    new Step.Prepare(live.Other, retained.Release),
                    new Step.Start(live.Other),
                    new Step.GateBeforeSwitch(live.Other),
                ]
            )
            : Nothing(state, live, order);
    }

    private static bool Fits(HostState state, RollbackOrder order, ReleaseId release) =>
        order.To is { } named
            ? release == named && (order.Force || !state.History.Bad.ContainsKey(release))
            : order.Force || !state.History.Bad.ContainsKey(release);

    /// <summary>A slot that runs has passed its gate before; one look is enough, for somebody is waiting.</summary>
    private static List<Step> Waiting(SlotState warm) =>
        warm.Running
            ? [new Step.CheckWarm(warm.Slot)]
            : [new Step.Start(warm.Slot), new Step.GateBeforeSwitch(warm.Slot)];

    private static Decision.Plan Plan(
        HostState state,
        Slot live,
        RollbackOrder order,
        Retained target,
        IReadOnlyList<Step> ready
    )
    {
        var to = live.Other;
        List<Step> steps = [new Step.Arm(target.Release), .. ready];
        if (order.Rehearse)
            steps.Add(new Step.Clear(to));
        else
        {
            steps.AddRange([new Step.Switch(live, to), new Step.Prove(to, target.Release)]);
            if (order.Singletons.Count > 0)
                steps.Add(new Step.Settle(to, string.Join(", ", order.Singletons)));
            steps.AddRange([new Step.Drain(live), new Step.Confirm(target.Release)]);
        }

        return new Decision.Plan(state, live, to, target.Release, steps)
        {
            Deployment = target.Deployment,
        };
    }

    private static Decision.Refusal? Schema(HostState state, Slot live, RollbackOrder order) =>
        state.History.SchemaOf is BackwardCompatible.No && !order.Force
            ? Unfit(state[live].Release)
            : null;

    internal static Decision.Refusal Unfit(ReleaseId? live) =>
        new(
            ExitCode.VerdictFail,
            $"the migrations of {live} are not backward compatible, so the release before it may break on today's database",
            "deploy a mended release; or run with `force: true` and risk that the old release fails on, or writes wrongly into, the migrated database"
        );

    private static Decision.Refusal Nothing(HostState state, Slot live, RollbackOrder order)
    {
        var bad = state
            .History.Bad.Where(mark => order.To is null || mark.Key == order.To)
            .Where(mark =>
                mark.Key == state[live.Other].Release
                || state.History.Kept.Any(kept => kept.Release == mark.Key)
            )
            .ToList();
        if (bad.Count > 0)
            return new(
                ExitCode.VerdictFail,
                $"there is nothing good to roll back to: {string.Join("; ", bad.Select(mark => $"{mark.Key} was {mark.Value}"))}",
                "deploy a mended release; or run with `force: true` and risk to meet the same failure again"
            );
        var kept = state.History.Kept.Select(kept => kept.Release.Text).Distinct().ToList();
        return order.To is { } named
            ? new(
                ExitCode.VerdictFail,
                $"there is nothing to roll back to: {state.Host} does not keep {named}",
                kept.Count > 0
                    ? $"it keeps {string.Join(", ", kept)}; to get {named} back, deploy it"
                    : $"to get {named} back, deploy it"
            )
            : new(
                ExitCode.VerdictFail,
                $"there is nothing to roll back to: {live.Other.Name} holds no release",
                "deploy the release you want; the slot that is live stays live until the new one has passed its gate"
            );
    }
}
