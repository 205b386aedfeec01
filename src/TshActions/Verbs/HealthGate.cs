using TshActions.Core.Gates;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>Watches the live release while both slots are up, and takes it back when it sickens.</summary>
internal static class HealthGate
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlace();
        if (run.Inputs["on-failure"] is not ("rollback" or "report"))
            throw new BadInput(
                $"`on-failure` is `{run.Inputs["on-failure"]}`",
                "write rollback or report"
            );
        await using var host = await run.ConnectAsync(place, place.Host.User, cancel);
        using var prober = new Prober(host, place, run.Time);
        var app = new AppHost(host, place);
        var move = new TrafficMove(run, app, prober);

        var state = await move.ObserveAsync(cancel);
        if (state.Routing is not Routing.To(var live))
            return Inconclusive(run, RoutingRefusal.Of(state));
        if (state[live].Release is not { } release)
            return Inconclusive(run, NothingLive);
        if (run.Inputs["release"] is { Length: > 0 } expected && expected != release.Text)
            return Inconclusive(run, Another(release, expected));

        var policy = place.Environment.Gate;
        run.Story.Show("Gate", Plan(place, state[live]));
        if (run.Inputs.IsOn("plan-only"))
            return End(
                run,
                Verdict.Pass,
                ExitCode.Passed,
                "the plan is shown above; nothing was asked",
                "run without plan-only to bake"
            );

        var decided = await BakeAsync(run, prober, policy, live, release.Text, cancel);
        return decided.Verdict switch
        {
            Verdict.Pass or Verdict.Warn => End(
                run,
                decided.Verdict,
                ExitCode.Passed,
                $"{release} held: {decided.Reason}",
                "nothing; the previous release stays warm in the other slot"
            ),
            Verdict.Inconclusive => End(
                run,
                decided.Verdict,
                ExitCode.Inconclusive,
                decided.Reason,
                "both slots are kept; look at the way from here to the host, then run the gate again"
            ),
            Verdict.Fail when run.Inputs["on-failure"] is "report" => End(
                run,
                decided.Verdict,
                ExitCode.VerdictFail,
                decided.Reason,
                "take it back with `tsh rollback`"
            ),
            Verdict.Fail => await TakeBackAsync(run, app, prober, move, decided, cancel),
        };
    }

    private static async Task<Judgement.Decided> BakeAsync(
        VerbRun run,
        Prober prober,
        GatePolicy policy,
        Slot live,
        string release,
        CancellationToken cancel
    )
    {
        var watch = new Watch(run.Story, run.Time);
        run.Keep(watch.Ticks);
        Judgement.Decided? decided = null;
        await run.Story.StepAsync(
            $"Bake {release} for {policy.PostSwitch.Bake.TotalSeconds:0} s",
            async () =>
            {
                decided = await watch.UntilDecidedAsync(
                    policy.Interval,
                    token =>
                        Task.WhenAll(
                            policy.Probes.Select(probe =>
                                prober.AskAsync(probe, live, release, token)
                            )
                        ),
                    (ticks, elapsed) =>
                        PostSwitchGate.Judge(policy.PostSwitch, policy.Interval, ticks, elapsed),
                    cancel
                );
                var good = decided.Verdict is Verdict.Pass or Verdict.Warn;
                return (good, $"{decided.Verdict.ToString().ToLowerInvariant()}: {decided.Reason}");
            }
        );
        return decided!;
    }

    private static async Task<Ending> TakeBackAsync(
        VerbRun run,
        AppHost app,
        Prober prober,
        TrafficMove move,
        Judgement.Decided decided,
        CancellationToken cancel
    )
    {
        var decision = RollbackPlanner.Plan(await app.ObserveAsync(cancel));
        var ending = await move.CarryOutAsync(
            decision,
            delivery: null,
            (plan, _) => $"{plan.MadeFor[plan.From].Release} was taken back: {decided.Reason}",
            cancel
        );
        run.Output("verdict", "fail");
        if (!ending.Good)
            return ending with
            {
                Code = ExitCode.RollbackFailed,
                What = $"{decided.Reason}; taking it back failed: {ending.What}",
            };

        if (decision is Decision.Plan plan && plan.MadeFor[plan.From].Deployment is { } failed)
            await new Aftermath(app, prober, run.Story, run.Time).ClearAfterwardsAsync(
                plan.From,
                failed
            );
        return ending with
        {
            Code = ExitCode.FailedPreviousLive,
            Next =
                "read the gate's ticks in the report, mend the release, deploy it again through staging",
        };
    }

    private static Decision.Refusal NothingLive =>
        new(ExitCode.Inconclusive, "no release is live yet", "deploy one first");

    private static Decision.Refusal Another(ReleaseId live, string expected) =>
        new(
            ExitCode.Inconclusive,
            $"{live} is live, not {expected}: somebody deployed or rolled back in between",
            "run the gate for the release that is live, or deploy again"
        );

    private static Ending Inconclusive(VerbRun run, Decision.Refusal refusal) =>
        End(run, Verdict.Inconclusive, refusal.Code, refusal.Reason, refusal.Advice);

    private static string Plan(Place place, SlotState live)
    {
        var gate = place.Environment.Gate;
        return $"""
            Gate for {live} at {place.Environment.Site}
              bake    {gate.PostSwitch.Bake.TotalSeconds:0} s, a tick every {gate.Interval.TotalSeconds:0.#} s
              probes  {string.Join(
                ", ",
                gate.Probes.Select(probe =>
                    $"{probe.Name} ({probe.From.ToString().ToLowerInvariant()} {probe.Path})"
                )
            )}
              fails   at {gate.PostSwitch.Failures} failing ticks of the last {gate.PostSwitch.Of}
            """;
    }

    private static Ending End(VerbRun run, Verdict verdict, ExitCode code, string what, string next)
    {
        run.Output("verdict", verdict.ToString().ToLowerInvariant());
        return new Ending(code, what, run.Where, run.Live, next);
    }
}
