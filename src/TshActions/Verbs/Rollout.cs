using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Nginx;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;

namespace TshActions.Verbs;

/// <summary>
/// What deploying and rolling back share: look at all hosts, decide for each, show, carry out stage by stage, and bring
/// every host back to where it was if one of them fails.
/// </summary>
internal sealed class Rollout(VerbRun run, Fleet fleet)
{
    private static readonly TimeSpan WhenFailed = TimeSpan.FromMinutes(5);

    // A runner kills us 10 s after it asked us to stop (runner ProcessInvoker.cs), and 7 s are promised.
    private static readonly TimeSpan WhenCancelled = TimeSpan.FromSeconds(4.5);

    private readonly List<PlanRunner> _runners = [];

    /// <summary>The slowest host's time from the switch to its first good answer.</summary>
    public TimeSpan? FirstAnswerAfter => _runners.Max(runner => runner.FirstAnswerAfter);

    /// <summary>The same, counted from the begin of the verb: from decision to working state.</summary>
    public TimeSpan? FirstAnswerAt => _runners.Max(runner => runner.FirstAnswerAt);

    /// <param name="runners">Who carries out the plan of each host, in the fleet's order.</param>
    /// <param name="done">The ending's words when every step held.</param>
    public async Task<Ending> CarryOutAsync(
        IReadOnlyList<Decision> decisions,
        Func<Member, Decision.Plan, PlanRunner> runners,
        Func<Decision.Plan, string> done,
        CancellationToken cancel
    )
    {
        foreach (var other in decisions.OfType<Decision.Refusal>().Skip(1))
            run.Story.Say($"  {other.Reason}");
        if (
            (decisions.OfType<Decision.Refusal>().FirstOrDefault() ?? Concord.Refusal(decisions)) is
            { } refusal
        )
        {
            run.Output("verdict", "fail");
            return run.End(refusal.Code, refusal.Reason, refusal.Advice);
        }

        var plans = decisions
            .Zip(fleet.Members)
            .Where(pair => pair.First is Decision.Plan)
            .Select(pair => (Plan: (Decision.Plan)pair.First, Member: pair.Second))
            .ToList();
        if (plans.Count is 0)
        {
            run.Output("verdict", "pass");
            run.Output("changed", "false");
            return run.End(
                ExitCode.Passed,
                ((Decision.NothingToDo)decisions[0]).Reason,
                "nothing; run with another release to change something"
            );
        }

        run.Output("changed", "true");
        foreach (var (rests, member) in decisions.Zip(fleet.Members))
            if (rests is Decision.NothingToDo(var why, _))
                run.Story.Say($"Nothing to do on {member.Name}: {why}");
        foreach (var (plan, member) in plans)
            run.Story.Show(
                "Plan",
                PlanText.Of(
                    plan,
                    step => StepBudget.Of(step, member.App.Place),
                    Notes(plan, member)
                )
            );
        if (run.Inputs.IsOn("plan-only"))
            return run.Planned();

        _runners.AddRange(plans.Select(pair => runners(pair.Member, pair.Plan)));
        return await CarryOutAsync(plans[0].Plan, done, cancel);
    }

    private async Task<Ending> CarryOutAsync(
        Decision.Plan first,
        Func<Decision.Plan, string> done,
        CancellationToken cancel
    )
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, run.Time);
        using var counting = cancel.Register(() => late.CancelAfter(WhenCancelled));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource([
            cancel,
            .. _runners.Select(runner => runner.Member.Lease!.Lost),
        ]);
        try
        {
            // A rollback was planned a moment ago, and somebody is waiting: there the host asks at the begin itself.
            foreach (var runner in _runners.Where(runner => runner.Plan.Deployment is null))
                await runner.RequireStateAsync(stop.Token);
            foreach (var stage in Enum.GetValues<Stage>())
                await CarryOutAsync(stage, stop.Token, late.Token);
            run.Output("verdict", "pass");
            run.Saw(Serving(runner => Served.After(runner.Plan)));
            return run.End(ExitCode.Passed, done(first), Next(first));
        }
        catch (Exception error) when (error is not StateChanged)
        {
            var lost = _runners.Any(runner => runner.Member.Lease!.Lost.IsCancellationRequested);
            var cause =
                error is OperationCanceledException && lost && !cancel.IsCancellationRequested
                    ? new LeaseLost(
                        string.Join(
                            ", ",
                            _runners
                                .Where(runner => runner.Member.Lease!.Lost.IsCancellationRequested)
                                .Select(runner => runner.Member.Name)
                        ),
                        "it was not heard in time, or somebody took it"
                    )
                    : error;
            foreach (var runner in _runners)
                await runner.SeeWhetherConfirmedAsync(late.Token);
            var ending = _runners.All(runner => runner.Confirmed)
                ? AfterConfirm(first, cause)
                : await UndoAsync(first, cause, late.Token);
            if (cause is ActionException or OperationCanceledException)
                return ending;
            // A bug: what it left behind is put right first, then it is told as the bug it is.
            throw;
        }
        finally
        {
            run.Keep([.. _runners.Select(runner => runner.Record).OfType<GateRecord>()]);
        }
    }

    private async Task CarryOutAsync(Stage stage, CancellationToken cancel, CancellationToken late)
    {
        // What cannot be taken back on one host is begun on none before all have been heard, and then finished on all.
        if (stage is Stage.Confirm && _runners.Count > 1)
            await Task.WhenAll(_runners.Select(runner => runner.Member.App.RenewAsync(cancel)));
        cancel.ThrowIfCancellationRequested();
        await fleet.EachAsync(
            [
                .. _runners
                    .Where(runner => runner.Find(stage) is not null)
                    .Select(runner => (runner.Member, runner.Find(stage)!.Title)),
            ],
            member => Runner(member).CarryOutAsync(stage, cancel, late)
        );
    }

    /// <summary>What each host of the fleet serves, those with nothing to do among them.</summary>
    private IReadOnlyList<Served> Serving(Func<PlanRunner, Served> planned) =>
        [
            .. fleet
                .Members.Zip(fleet.States)
                .Select(pair =>
                    _runners.SingleOrDefault(runner => runner.Member == pair.First) is { } runner
                        ? planned(runner)
                        : Served.Now(pair.Second)!
                ),
        ];

    private static IReadOnlyList<string> Notes(Decision.Plan plan, Member member)
    {
        var proxy = member.App.Place.Manifest.Proxy;
        return
        [
            .. NginxNotes.Of(plan.MadeFor.Nginx, proxy.KeepAlive, proxy.DrainTimeout),
            .. member.Notes,
        ];
    }

    /// <summary>Everything that matters was done before it ended early.</summary>
    private Ending AfterConfirm(Decision.Plan plan, Exception error)
    {
        run.Output("verdict", "pass");
        run.Saw(Serving(runner => Served.After(runner.Plan)));
        return run.End(
            (error as ActionException)?.Code ?? ExitCode.Cancelled,
            $"{(error is ActionException ? fleet.Told(error) : "cancelled")}, after {plan.Release} was confirmed",
            $"nothing: {plan.Release} stays live, and the next run tidies up"
        );
    }

    private string App => fleet.Members[0].App.Place.Manifest.App;

    private PlanRunner Runner(Member member) => _runners.Single(runner => runner.Member == member);

    private static string Next(Decision.Plan plan) =>
        plan.Steps[^1] switch
        {
            Step.HandOver(_, _, Stays: true) =>
                "run `tsh health-gate`: it bakes the release and confirms it; nothing takes it back by itself",
            Step.HandOver(_, var within, _) =>
                $"run `tsh health-gate` within {within.TotalSeconds:0} s: it bakes the release and confirms it, otherwise the host takes it back",
            Step.Clear => "nothing; no client noticed",
            _ => "watch it: `tsh health-gate` bakes the release and takes it back if it sickens",
        };

    /// <summary>Every host that was begun on is brought back by its own journal, and asked what is live then.</summary>
    /// <param name="late">What is not done then is left to the guards: counted from the signal that cancelled the run.</param>
    private async Task<Ending> UndoAsync(
        Decision.Plan plan,
        Exception error,
        CancellationToken late
    )
    {
        var cancelled = error is OperationCanceledException;
        var moved = error is TrafficMoved;
        var failure = error as ActionException;
        run.Story.Foreign("what the host said", failure?.Foreign ?? "");
        using var patience = new CancellationTokenSource(WhenFailed, run.Time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, late);
        var what = cancelled ? "cancelled" : fleet.Told(error);
        var reason = cancelled ? "the run was cancelled" : what;
        var undone = await Task.WhenAll(
            _runners.Select(runner => runner.UndoAsync(reason, quick: cancelled, deadline.Token))
        );
        // A host that was not switched serves what it served, whether it is heard or not.
        var known = _runners
            .Zip(undone)
            .All(pair =>
                pair.Second is Undone.Back or Undone.Stayed or Undone.Held || !pair.First.Switched
            );
        var back =
            known
            && !undone.Contains(Undone.Held)
            && (plan.Deployment is not null || !undone.Contains(Undone.Stayed));
        run.Output(
            "verdict",
            error is GateRefused { Verdict: Verdict.Inconclusive } ? "inconclusive" : "fail"
        );
        if (known)
            run.Saw(
                Serving(runner =>
                    undone[_runners.IndexOf(runner)] is Undone.Stayed or Undone.Held
                        ? Served.After(runner.Plan)
                        : Served.Before(runner.Plan)
                )
            );
        else
            run.SawNothing();
        run.Live = string.Join(
            "; ",
            _runners
                .Zip(undone)
                .Select(pair => Live(pair.First, pair.Second))
                .Concat(
                    fleet
                        .Members.Zip(fleet.States)
                        .Where(pair => _runners.All(runner => runner.Member != pair.First))
                        .Select(pair => $"{Served.Now(pair.Second)}{pair.First.On}, untouched")
                )
        );
        // The plan is no witness any more.
        if (moved)
            await LookAgainAsync(deadline.Token);
        var code =
            moved ? ExitCode.Host
            : !back ? ExitCode.RollbackFailed
            : cancelled ? ExitCode.Cancelled
            : plan.Deployment is not null ? ExitCode.RollbackFailed
            : failure
                is BadInput
                    or HostUnreachable
                    or LeaseLost
                    or GateRefused { Verdict: Verdict.Inconclusive }
                ? failure.Code
            : ExitCode.FailedPreviousLive;
        return run.End(
            code,
            what,
            known
                ? failure?.Advice ?? "run again when you want to go on"
                : $"when the host is heard again, look with `tsh status`; on the host itself: `sudo tsh-host status {App} {run.Inputs["environment"]}`"
        );
    }

    private async Task LookAgainAsync(CancellationToken cancel)
    {
        run.SawNothing();
        run.Live = "unknown: traffic moved, and not every host was heard again";
        try
        {
            await fleet.ObserveAsync(cancel);
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            // Then nobody knows, and that is told.
        }
    }

    private string Live(PlanRunner runner, Undone undone)
    {
        var on = runner.Member.On;
        var before = runner.Plan.MadeFor[runner.Plan.From];
        return undone switch
        {
            Undone.Stayed => $"{Served.After(runner.Plan)}{on}, and stays",
            Undone.Held => $"{Served.After(runner.Plan)}{on}, unconfirmed, and stays",
            Undone.Back =>
                $"{before}{on}{(runner.Switched ? ", switched back to" : ", untouched")}",
            Undone.LeftToGuard when runner.Switched =>
                $"unknown{on}: the host could not switch back at once, or was not heard again. {Guard(runner, before)}",
            Undone.LeftToGuard => $"{before}{on}, untouched",
            _ => $"unknown{on}: the switch back could not be proven",
        };
    }

    private static string Guard(PlanRunner runner, SlotState before) =>
        runner.Plan.Deployment is not null
            ? $"Its guard ends the rollback to {runner.Plan.Release} if traffic had moved"
        : runner.HoldsOnSilence ? $"Its guard keeps {runner.Plan.Release} live if traffic had moved"
        : $"Its guard takes the traffic back to {before} within {runner.Member.App.Place.Manifest.Lease.TotalSeconds:0} s"
            + (runner.ConfirmSent ? ", unless it was confirmed there before" : "");
}
