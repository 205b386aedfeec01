using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>Gives the traffic back to the release in the warm slot: a switch, not a deployment.</summary>
internal static class Rollback
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlace();
        await using var host = await run.ConnectAsync(place, place.Host.User, cancel);
        using var prober = new Prober(host, place, run.Time);
        var move = new TrafficMove(run, new AppHost(host, place), prober);

        var decision = RollbackPlanner.Plan(await move.ObserveAsync(cancel));
        var ending = await move.CarryOutAsync(
            decision,
            delivery: null,
            (plan, runner) => Done(plan, runner, run),
            cancel
        );
        run.Keep(move.Ticks);
        return ending;
    }

    private static string Done(Decision.Plan plan, PlanRunner runner, VerbRun run)
    {
        var reason = run.Inputs["reason"] is { Length: > 0 } given ? $" ({given})" : "";
        return $"{plan.Release} is live again in {plan.To.Name}: its first answer came {runner.FirstAnswerAt?.TotalSeconds:0.0} s after the decision, of a budget of 120 s{reason}";
    }
}
