using TshActions.Core.Calibration;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Watches the live release while both slots are up, and takes it back when it sickens.</summary>
internal static class HealthGate
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        if (run.Inputs["replay"].Length > 0)
            return Replay.Tell(run);
        await using var fleet = await Fleet.ConnectAsync(run, cancel);
        try
        {
            if (!run.Inputs.IsOn("plan-only"))
                await fleet.TakeLeasesAsync(seize: false, adopt: true, cancel);
            return await TellAsync(run, fleet, cancel);
        }
        catch
        {
            fleet.LeaveToGuards();
            throw;
        }
        finally
        {
            await fleet.ReleaseAsync(cancel);
        }
    }

    private static async Task<Ending> TellAsync(VerbRun run, Fleet fleet, CancellationToken cancel)
    {
        var states = await fleet.ObserveAsync(cancel);
        if (Concord.Refusal(states) is { } apart)
            return End(
                run,
                Verdict.Inconclusive,
                ExitCode.Inconclusive,
                apart.Reason,
                $"what is unconfirmed goes back by itself; then {apart.Advice}"
            );
        foreach (var state in states)
            if (Refusal(run, state) is { } refusal)
            {
                // Given back, the release would be taken back at once; so there is time to ask again.
                foreach (var member in fleet.Members.Where(member => member.IsUnconfirmed))
                    await member.Lease!.ParkAsync(cancel);
                return End(run, Verdict.Inconclusive, refusal.Code, refusal.Reason, refusal.Advice);
            }

        var live = ((Routing.To)states[0].Routing).Slot;
        var release = states[0][live].Release!.Value;
        run.Story.Show("Gate", Bake.Plan(fleet, states));
        if (run.Inputs.IsOn("plan-only"))
        {
            Calibrate(run, fleet, Baseline.None);
            return End(
                run,
                Verdict.Pass,
                ExitCode.Passed,
                "the plan is shown above; nothing was asked",
                "run without plan-only to bake"
            );
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource([
            cancel,
            .. fleet.Members.Select(member => member.Lease!.Lost),
        ]);
        Judgement.Decided decided;
        try
        {
            decided = await Bake.RunAsync(run, fleet, states, release.Text, stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var lost = new LeaseLost(
                fleet.Members.First(member => member.Lease!.Lost.IsCancellationRequested).Name,
                "it was not heard in time, or somebody took it"
            );
            return fleet.Several
                ? await ConvergeAsync(run, fleet, [new(lost.Host, lost)], release, cancel)
                : throw lost;
        }

        if (fleet.Several && await fleet.UnheardAsync(cancel) is { Count: > 0 } unheard)
            return await ConvergeAsync(run, fleet, unheard, release, cancel);
        run.Output("action", RulingText.Word(decided.Action));
        run.Output("reason", decided.Reason);
        var ending = decided.Action switch
        {
            GateAction.Promote => await ConfirmAsync(run, fleet, decided, release, cancel),
            // What cannot go back by silence does not go back by a machine's word either.
            GateAction.Rollback
                when run.Inputs["on-failure"] is not "report"
                    && !fleet.Members.Any(member => member.MustNotGoBack) => await TakeBackAsync(
                run,
                fleet,
                decided,
                release,
                cancel
            ),
            _ => await HoldAsync(run, fleet, decided, release, cancel),
        };
        // Last: nothing that must be done waits for it.
        Calibrate(
            run,
            fleet,
            new Baseline(run.Gates[0].Recording.Head.Baseline ?? Baseline.None.Milliseconds)
        );
        return ending;
    }

    /// <summary>How often this very gate errs, and what it finds: the next one can be written better.</summary>
    private static void Calibrate(VerbRun run, Fleet fleet, Baseline baseline)
    {
        var gate = fleet.Members[0].App.Place.Environment.Gate;
        run.Story.Show(
            "Calibration",
            CalibrationText.Text(Calibrator.Of(gate.Bake, ServiceGuess.Of(gate, baseline)))
        );
    }

    private static Decision.Refusal? Refusal(VerbRun run, HostState state) =>
        state.Routing is not Routing.To(var live) ? RoutingRefusal.Of(state)
        : state[live].Release is not { } release ? NothingLive
        : run.Inputs["release"] is { Length: > 0 } expected && expected != release.Text
            ? Another(release, expected)
        : null;

    /// <summary>
    /// A host that is not heard any more acts by itself. The others are brought to where it goes, whatever the gate
    /// thinks of the release: hosts that differ are worse than a good release taken back.
    /// </summary>
    private static async Task<Ending> ConvergeAsync(
        VerbRun run,
        Fleet fleet,
        IReadOnlyList<Trouble> unheard,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        var reason = string.Join("; ", unheard);
        var goBack = fleet
            .Members.Where(member => unheard.Any(trouble => trouble.Host == member.Name))
            .Any(member => member.GoesBackWhenSilent);
        if (goBack)
        {
            var ending = await TakeBack.TellAsync(
                run,
                fleet,
                reason,
                release,
                run.Story.Elapsed,
                cancel
            );
            run.Output("verdict", "inconclusive");
            return ending;
        }

        await HoldAsync(run, fleet, reason);
        return End(
            run,
            Verdict.Inconclusive,
            ExitCode.Inconclusive,
            reason,
            "no release was confirmed or taken back; run the gate again when all hosts are heard"
        );
    }

    private static async Task<Ending> ConfirmAsync(
        VerbRun run,
        Fleet fleet,
        Judgement.Decided decided,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        // Not to be cancelled in the middle: what is begun on one host is done on all.
        var troubles = await fleet.EveryAsync(
            [
                .. fleet
                    .Members.Where(member => member.IsUnconfirmed)
                    .Select(member => (member, $"Confirm {release}")),
            ],
            async member =>
            {
                await member.App.ConfirmAsync(CancellationToken.None);
                member.Settled = $"{member.Lease!.Open!.To.Name} ({release}), confirmed";
                var kept = member.App.Place.Manifest.Retention.Releases;
                return $"it stays; {await Pruning.TryAsync(member.App, kept, cancel)}";
            }
        );
        if (troubles.Count > 0)
            return fleet.Several
                ? await ConvergeAsync(run, fleet, troubles, release, cancel)
                : throw troubles[0].Error;
        return End(
            run,
            decided.Verdict,
            ExitCode.Passed,
            $"{release} passed{(decided.Verdict is Verdict.Warn ? " with warnings" : "")}: {decided.Reason}",
            fleet.States.Any(state => Served.Now(state)?.Other is null)
                ? "nothing; there is no release to go back to yet"
                : "nothing; the previous release stays warm in the other slot"
        );
    }

    /// <summary>Neither confirmed nor taken back: a person decides, and nothing happens by itself until then.</summary>
    private static async Task<Ending> HoldAsync(
        VerbRun run,
        Fleet fleet,
        Judgement.Decided decided,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        if (await HoldAsync(run, fleet, decided.Reason) is { Count: > 0 } troubles)
            return fleet.Several
                ? await ConvergeAsync(run, fleet, troubles, release, cancel)
                : throw troubles[0].Error;
        return decided.Verdict is Verdict.Fail
            ? End(
                run,
                decided.Verdict,
                ExitCode.VerdictFail,
                decided.Reason,
                fleet.Members.Any(member => member.MustNotGoBack)
                        ? $"the release before does not fit the migrated database, so {release} was not taken back: deploy a mended release, or risk it with `tsh rollback --force`"
                    : fleet.States.Any(state => Served.Now(state)?.Other is null)
                        ? "there is no release to go back to: deploy a mended one"
                    : "take it back with `tsh rollback`"
            )
            : End(
                run,
                decided.Verdict,
                ExitCode.Inconclusive,
                decided.Reason,
                decided.Shared
                    ? $"both slots failed together, so taking {release} back would mend nothing: see what they share (database, cache, disk, certificate), then run the gate again"
                    : "both slots are kept; look at the way from here to the host, then run the gate again"
            );
    }

    private static Task<IReadOnlyList<Trouble>> HoldAsync(
        VerbRun run,
        Fleet fleet,
        string reason
    ) =>
        fleet.EveryAsync(
            [
                .. fleet
                    .Members.Where(member => member.IsUnconfirmed)
                    .Select(member => (member, "Hold")),
            ],
            async member =>
            {
                await member.App.HoldAsync(reason, CancellationToken.None);
                member.Settled =
                    $"{member.Lease!.Open!.To.Name} ({member.Lease.Open.Release}), held, and stays";
                return "neither confirmed nor taken back";
            }
        );

    private static async Task<Ending> TakeBackAsync(
        VerbRun run,
        Fleet fleet,
        Judgement.Decided decided,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        if (!fleet.Members.Any(member => member.IsUnconfirmed))
            return await RollBackAsync(run, fleet, decided, release, cancel);
        var ending = await TakeBack.TellAsync(
            run,
            fleet,
            decided.Reason,
            release,
            run.Story.Elapsed,
            cancel
        );
        run.Output("verdict", "fail");
        return ending.Good
            ? await RestoredCheck.TellAsync(run, fleet, Told(ending), cancel)
            : ending;
    }

    /// <summary>The release was confirmed before; what sickens now is taken back like any other.</summary>
    private static async Task<Ending> RollBackAsync(
        VerbRun run,
        Fleet fleet,
        Judgement.Decided decided,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        var order = new RollbackOrder(null, fleet.Members[0].App.Place.Singletons);
        var rollout = new Rollout(run, fleet);
        var states = await fleet.ObserveAsync(cancel);
        var ending = await rollout.CarryOutAsync(
            await Rollback.DecideAsync(fleet, states, order, cancel),
            (member, plan) =>
                new PlanRunner(run, member, plan, Rollback.Entry(run, plan, decided.Reason), null),
            _ => $"{release} was taken back: {decided.Reason}",
            cancel
        );
        run.Output("verdict", "fail");
        return ending.Good
            ? await RestoredCheck.TellAsync(run, fleet, Told(ending), cancel)
            : ending with
            {
                Code = ExitCode.RollbackFailed,
                What = $"{decided.Reason}; taking it back failed: {ending.What}",
            };
    }

    private static Ending Told(Ending ending) =>
        ending.Good
            ? ending with
            {
                Code = ExitCode.FailedPreviousLive,
                Next =
                    "read the gate's ticks in the report, mend the release, deploy it again through staging",
            }
            : ending;

    private static Decision.Refusal NothingLive =>
        new(ExitCode.Inconclusive, "no release is live yet", "deploy one first");

    private static Decision.Refusal Another(ReleaseId live, string expected) =>
        new(
            ExitCode.Inconclusive,
            $"{live} is live, not {expected}: somebody deployed or rolled back in between",
            "run the gate for the release that is live, or deploy again"
        );

    private static Ending End(VerbRun run, Verdict verdict, ExitCode code, string what, string next)
    {
        run.Output("verdict", verdict.ToString().ToLowerInvariant());
        return new Ending(code, what, run.Where, run.Live, next);
    }
}
