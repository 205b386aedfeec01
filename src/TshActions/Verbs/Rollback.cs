using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>
/// Gives the traffic back to an earlier release: a switch where it waits in the warm slot, otherwise from the deployment
/// the host still keeps.
/// </summary>
internal static class Rollback
{
    // Checklist of the first user: under two minutes from decision to working state.
    private const int Budget = 120;

    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        run.Output("began", DateText.Instant(run.Time.GetUtcNow()));
        var place = run.FindPlaces()[0];
        var target = ReadTarget(run);
        await using var fleet = await Fleet.ConnectAsync(run, cancel);
        var takenBack = false;
        try
        {
            var order = new RollbackOrder(
                target,
                place.Singletons,
                run.Inputs.IsOn("force"),
                run.Inputs.IsOn("rehearse")
            );
            var states = await fleet.ObserveAsync(cancel);
            if (Unconfirmed(run, states, order) is { } told)
                return told;
            if (!run.Inputs.IsOn("plan-only"))
            {
                await fleet.TakeLeasesAsync(order.Force, adopt: true, cancel);
                // Somebody is waiting: a second look only where something may have happened since the first.
                if (fleet.Members.Any(member => !member.Lease!.NothingHappened || member.ToldAnew))
                {
                    states = await fleet.ObserveAsync(cancel);
                    if (Unconfirmed(run, states, order) is { } meanwhile)
                    {
                        fleet.LeaveToGuards();
                        return meanwhile with { Live = run.Live };
                    }
                    if (await TakenBackAsync(run, fleet, target, cancel) is { } ending)
                        return ending;
                    takenBack = true;
                    states = await fleet.ObserveAsync(cancel);
                }
            }

            // One back from here would be another release on each host.
            if (target is null && Concord.Refusal(states) is { } apart)
            {
                run.Output("verdict", "fail");
                return run.End(apart.Code, apart.Reason, apart.Advice);
            }

            var rollout = new Rollout(run, fleet);
            return await rollout.CarryOutAsync(
                await DecideAsync(fleet, states, order, cancel),
                (member, plan) =>
                    new PlanRunner(
                        run,
                        member,
                        plan,
                        Entry(run, plan, run.Inputs["reason"]),
                        delivery: null
                    ),
                plan => Done(plan, rollout, run),
                cancel
            );
        }
        catch when (!takenBack)
        {
            fleet.LeaveToGuards();
            throw;
        }
        finally
        {
            await fleet.ReleaseAsync(cancel);
        }
    }

    /// <summary>A plan for each host, or why that host cannot go back.</summary>
    /// <remarks>Also the gate's way back from a release that sickens after it was confirmed.</remarks>
    public static async Task<IReadOnlyList<Decision>> DecideAsync(
        Fleet fleet,
        IReadOnlyList<HostState> states,
        RollbackOrder order,
        CancellationToken cancel
    )
    {
        List<Decision> decisions = [];
        foreach (var (member, state) in fleet.Members.Zip(states))
        {
            var decision = RollbackPlanner.Plan(state, order);
            if (decision is Decision.Plan { Deployment: { } deployment } plan)
            {
                var (refusal, notes) = RecordedSpec.Check(
                    plan,
                    await member.App.DiffersAsync(deployment, cancel),
                    order.Force
                );
                member.Notes.AddRange(notes);
                decision = refusal ?? decision;
            }

            decisions.Add(decision);
        }

        return decisions;
    }

    /// <summary>Where an unconfirmed release is live: why it may not be taken back, or how it would be.</summary>
    private static Ending? Unconfirmed(
        VerbRun run,
        IReadOnlyList<HostState> states,
        RollbackOrder order
    )
    {
        if (
            states
                .Select(state => TakeBackRule.Refusal(state, order))
                .FirstOrDefault(no => no is not null) is
            { } refusal
        )
        {
            run.Output("verdict", "fail");
            return run.End(refusal.Code, refusal.Reason, refusal.Advice);
        }

        var open = states.Where(state => TakeBackRule.Entry(state) is not null).ToList();
        if (open.Count is 0 || !run.Inputs.IsOn("plan-only"))
            return null;
        foreach (var state in open)
            run.Story.Show("Plan", PlanText.Of(state, TakeBackRule.Entry(state)!));
        if (
            order.To is { } wished
            && open.Any(state => state[TakeBackRule.Entry(state)!.From].Release != wished)
        )
            run.Story.Say($"  then a rollback to {wished}, planned once the release is taken back");
        return run.Planned();
    }

    /// <summary>A release nobody has confirmed yet is taken back by its own journal entry: that is the rollback.</summary>
    private static async Task<Ending?> TakenBackAsync(
        VerbRun run,
        Fleet fleet,
        ReleaseId? target,
        CancellationToken cancel
    )
    {
        var open = fleet.Members.Where(member => member.IsUnconfirmed).ToList();
        if (open.Count is 0)
            return null;
        var entry = open[0].Lease!.Open!;
        var ending = await TakeBack.TellAsync(
            run,
            fleet,
            $"rolled back{Reason(run)}",
            entry.Release,
            TimeSpan.Zero,
            cancel
        );
        // The wish may have been for another release than the one of before.
        return ending.Good && target is { } wished && run.Outputs["live-release"] != wished.Text
            ? null
            : ending;
    }

    private static ReleaseId? ReadTarget(VerbRun run) =>
        run.Inputs["target"] is not { Length: > 0 } text ? null
        : ReleaseId.Parse(text) is { } release ? release
        : throw new BadInput(
            $"`target` is `{text}`: write {ReleaseId.Rule}",
            "name a release that `tsh status` lists, or leave it out for the one of before"
        );

    /// <summary>What the journal is to know of it. Silence keeps a rollback: where it leads was good before.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Entry(
        VerbRun run,
        Decision.Plan plan,
        string reason
    ) =>
        [
            new("kind", "rollback"),
            new("release", plan.Release.Text),
            new("deployment", plan.Deployment!),
            new("from", plan.From.Name),
            new("to", plan.To.Name),
            new("silence", "hold"),
            new("owner", run.Owner.Name),
            new("run", run.Owner.Run),
            new("reason", reason),
        ];

    private static string Reason(VerbRun run) =>
        run.Inputs["reason"] is { Length: > 0 } given ? $" ({given})" : "";

    private static string Done(Decision.Plan plan, Rollout rollout, VerbRun run) =>
        plan.Steps[^1] is Step.Clear
            ? $"{plan.Release} was rehearsed in {plan.To.Name}: a rollback would get there"
            : $"{plan.Release} is live again in {plan.To.Name}: its first answer came {rollout.FirstAnswerAt?.TotalSeconds:0.00} s after the decision, of a budget of {Budget} s{Reason(run)}";
}
