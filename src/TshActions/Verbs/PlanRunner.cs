using System.Diagnostics;
using TshActions.Core.Gates;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Proxies;
using TshActions.Releases;
using TshActions.Runtimes;

namespace TshActions.Verbs;

/// <summary>Carries the steps of a plan out, one after the other, and verifies each.</summary>
internal sealed class PlanRunner(
    AppHost app,
    Prober prober,
    Story story,
    TimeProvider time,
    Delivery? delivery
)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly PreSwitchPolicy OneLook = new(
        CleanTicks: 1,
        Deadline: TimeSpan.FromSeconds(10)
    );

    private readonly SystemdRuntime _runtime = new(app);
    private long _switchBegan;

    /// <summary>Whether traffic may have moved.</summary>
    public bool Switched { get; private set; }

    /// <summary>From before the flag was written to the first answer of the new slot through the site.</summary>
    public TimeSpan? FirstAnswerAfter { get; private set; }

    /// <summary>The same answer, counted from the begin of the verb: from decision to working state.</summary>
    public TimeSpan? FirstAnswerAt { get; private set; }

    public IReadOnlyList<Tick> Ticks { get; private set; } = [];

    private GatePolicy Gate => app.Place.Environment.Gate;

    public async Task RunAsync(Decision.Plan plan, CancellationToken cancel)
    {
        if (await app.ObserveAsync(cancel) != plan.MadeFor)
            throw new StateChanged(
                $"{app.Remote.Name} changed between the plan and its first step; nothing was changed"
            );
        foreach (var step in plan.Steps)
            await story.StepAsync(step.Title, () => CarryOutAsync(step, plan.Release, cancel));
    }

    private Task<string> CarryOutAsync(Step step, ReleaseId release, CancellationToken cancel) =>
        step switch
        {
            Step.Upload => Delivery.UploadAsync(cancel),
            Step.Prepare(var slot, _) => Delivery.PrepareAsync(slot, cancel),
            Step.Migrate(var command) => Delivery.MigrateAsync(command, cancel),
            Step.Start(var slot) => StartAsync(slot, cancel),
            Step.GateBeforeSwitch(var slot) => GateAsync(
                slot,
                release,
                Gate.PreSwitch,
                Gate.Interval,
                cancel
            ),
            Step.CheckWarm(var slot) => GateAsync(slot, release, OneLook, Second, cancel),
            Step.Switch(_, var to) => SwitchAsync(to, cancel),
            Step.Prove(_, var proven) => ProveAsync(proven, cancel),
            Step.Drain(var slot) => Drain.TryAsync(app, slot, time, cancel),
            _ => throw new UnreachableException(),
        };

    private Delivery Delivery =>
        delivery ?? throw new UnreachableException("This plan brings no release.");

    private async Task<string> StartAsync(Slot slot, CancellationToken cancel)
    {
        await app.StartAsync(slot, cancel);
        return app.Place.Unit(slot);
    }

    private async Task<string> GateAsync(
        Slot slot,
        ReleaseId release,
        PreSwitchPolicy policy,
        TimeSpan interval,
        CancellationToken cancel
    )
    {
        var watch = new Watch(story, time);
        Ticks = watch.Ticks;
        var own = Gate.Probes.Where(probe => probe.From is Vantage.Slot).ToList();
        var decided = await watch.UntilDecidedAsync(
            interval,
            token =>
                Task.WhenAll(
                    own.Select(probe => prober.AskAsync(probe, slot, release.Text, token))
                ),
            (ticks, elapsed) => PreSwitchGate.Judge(policy, ticks, elapsed),
            cancel
        );
        if (decided.Verdict is Verdict.Pass)
            return decided.Reason;
        throw new GateRefused(decided, await _runtime.DiagnosisAsync(slot, cancel));
    }

    private async Task<string> SwitchAsync(Slot to, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Switched = true;
        _switchBegan = time.GetTimestamp();
        // Not to be cancelled in the middle: afterwards the flag is known to stand where it was put.
        await app.SwitchAsync(to, CancellationToken.None);
        return "flag file";
    }

    private async Task<string> ProveAsync(ReleaseId release, CancellationToken cancel)
    {
        var identity = app.Place.Manifest.Identity;
        var begin = time.GetTimestamp();
        List<SiteAnswer> answers = [];
        while (!SwitchProof.Holds(answers, release.Text, identity.Answers))
        {
            if (time.GetElapsedTime(begin) > identity.Timeout)
                throw new SwitchNotProven(SwitchProof.Failure(answers, release.Text));
            answers.Add(await prober.AskSiteAsync(cancel));
            if (answers[^1].Release != release.Text)
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancel);
            FirstAnswerAfter ??=
                answers[^1].Release == release.Text ? time.GetElapsedTime(_switchBegan) : null;
            FirstAnswerAt ??= FirstAnswerAfter is null ? null : story.Elapsed;
        }

        return $"{identity.Answers} answers in a row through {app.Place.Environment.Site}, the first after {FirstAnswerAfter?.TotalMilliseconds:0} ms";
    }
}

/// <summary>The pre-switch gate did not let the slot take traffic.</summary>
internal sealed class GateRefused(Judgement.Decided decided, string diagnosis)
    : ActionException(
        decided.Verdict is Verdict.Inconclusive
            ? ExitCode.Inconclusive
            : ExitCode.FailedPreviousLive,
        decided.Reason,
        "the slot's own state and last log lines stand above; mend the release and deploy it again",
        diagnosis
    )
{
    public Verdict Verdict => decided.Verdict;
}

/// <summary>The site did not answer with the release that was switched to.</summary>
internal sealed class SwitchNotProven(string message)
    : ActionException(
        ExitCode.FailedPreviousLive,
        message,
        "see which server block of nginx answers for the site: it must hold the include line that `tsh setup` printed, and nothing in it may bypass it"
    );
