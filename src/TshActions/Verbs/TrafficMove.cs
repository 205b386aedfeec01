using System.Diagnostics;
using TshActions.Core.Gates;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>What deploying and rolling back share: look, decide, show, carry out, verify, and undo what failed.</summary>
internal sealed class TrafficMove(VerbRun run, AppHost app, Prober prober)
{
    private readonly Aftermath _aftermath = new(app, prober, run.Story, run.Time);

    public IReadOnlyList<Tick> Ticks { get; private set; } = [];

    /// <summary>Looks at the host and tells the run what is live.</summary>
    public async Task<HostState> ObserveAsync(CancellationToken cancel)
    {
        await app.EnsureHelperAsync(cancel);
        var state = await app.ObserveAsync(cancel);
        Saw(state, "untouched");
        return state;
    }

    /// <param name="done">The ending's words when every step held.</param>
    public async Task<Ending> CarryOutAsync(
        Decision decision,
        Delivery? delivery,
        Func<Decision.Plan, PlanRunner, string> done,
        CancellationToken cancel
    )
    {
        switch (decision)
        {
            case Decision.Refusal refusal:
                run.Output("verdict", "fail");
                return End(refusal.Code, refusal.Reason, refusal.Advice);
            case Decision.NothingToDo nothing:
                run.Output("verdict", "pass");
                return End(
                    ExitCode.Passed,
                    nothing.Reason,
                    "nothing; run with another release to change something"
                );
            case Decision.Plan plan:
                run.Story.Show("Plan", PlanText.Of(plan));
                if (!run.Inputs.IsOn("plan-only"))
                    return await CarryOutAsync(plan, delivery, done, cancel);
                run.Output("verdict", "pass");
                return End(
                    ExitCode.Passed,
                    "the plan is shown above; nothing was changed",
                    "run without plan-only to carry it out"
                );
            default:
                throw new UnreachableException();
        }
    }

    private async Task<Ending> CarryOutAsync(
        Decision.Plan plan,
        Delivery? delivery,
        Func<Decision.Plan, PlanRunner, string> done,
        CancellationToken cancel
    )
    {
        var runner = new PlanRunner(app, prober, run.Story, run.Time, delivery);
        try
        {
            await runner.RunAsync(plan, cancel);
            run.Output("verdict", "pass");
            run.Saw(plan.To, plan.Release, plan.MadeFor[plan.From].Release);
            return End(
                ExitCode.Passed,
                done(plan, runner),
                "watch it: `tsh health-gate` bakes the release and takes it back if it sickens"
            );
        }
        catch (Exception error) when (error is not StateChanged)
        {
            var ending = await UndoAsync(plan, runner, delivery, error);
            if (error is ActionException or OperationCanceledException)
                return ending;
            // A bug: what it left behind is put right first, then it is told as the bug it is.
            throw;
        }
        finally
        {
            Ticks = runner.Ticks;
        }
    }

    private async Task<Ending> UndoAsync(
        Decision.Plan plan,
        PlanRunner runner,
        Delivery? delivery,
        Exception error
    )
    {
        var failure = error as ActionException;
        run.Story.Foreign("what the host said", failure?.Foreign ?? "");
        var back = await _aftermath.UndoAsync(
            plan,
            runner,
            delivery,
            cancelled: error is OperationCanceledException
        );
        if (!back)
            run.SawNothing();
        run.Output(
            "verdict",
            error is GateRefused { Verdict: Verdict.Inconclusive } ? "inconclusive" : "fail"
        );
        run.Live = back
            ? $"{plan.MadeFor[plan.From]}{(runner.Switched ? ", switched back to" : ", untouched")}"
            : "unknown: the switch back could not be proven";
        var code =
            !back ? ExitCode.RollbackFailed
            : failure is null ? ExitCode.Cancelled
            : delivery is null ? ExitCode.RollbackFailed
            : failure
                is BadInput
                    or HostUnreachable
                    or GateRefused { Verdict: Verdict.Inconclusive }
                ? failure.Code
            : ExitCode.FailedPreviousLive;
        return End(
            code,
            failure is null ? "cancelled" : error.Message,
            back
                ? failure?.Advice ?? "run again when you want to go on"
                : $"on the host look at `nginx -T` and {app.Place.FlagPath} now: there, green is live; not there, blue is"
        );
    }

    private void Saw(HostState state, string how)
    {
        if (state.Routing is not Routing.To(var live))
            return;
        run.Saw(live, state[live].Release, state[live.Other].Release);
        run.Live = $"{state[live]}, {how}";
    }

    private Ending End(ExitCode code, string what, string next) =>
        new(code, what, run.Where, run.Live, next);
}
