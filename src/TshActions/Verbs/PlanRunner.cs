using System.Diagnostics;
using TshActions.Core.Gates;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Releases;
using TshActions.Runtimes;

namespace TshActions.Verbs;

/// <summary>Carries the steps of a plan out, one after the other, and verifies each.</summary>
internal sealed class PlanRunner(
    AppHost app,
    Prober prober,
    Story story,
    TimeProvider time,
    Candidate? candidate
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
            Step.Upload => UploadAsync(Brought, cancel),
            Step.Prepare(var slot, _) => PrepareAsync(slot, Brought, cancel),
            Step.Migrate(var command) => MigrateAsync(command, Brought, cancel),
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
            Step.Drain(var slot) => DrainAsync(slot, cancel),
            _ => throw new UnreachableException(),
        };

    private Candidate Brought =>
        candidate ?? throw new UnreachableException("This plan brings no release.");

    /// <summary>The release appears under its name only when it is whole; one that is there already is not touched.</summary>
    private async Task<string> UploadAsync(Candidate brought, CancellationToken cancel)
    {
        var folder = app.Place.ReleaseFolder(brought.Release.Text);
        var there = await app.Remote.RunAsync(
            ShellCommand.Of("test", "-d", folder),
            AppHost.Soon,
            cancel
        );
        if (there.Succeeded)
            return "there already";

        var part = ShellCommand.Quote($"{folder}.part");
        var receive = ShellCommand.Script(
            $"rm -rf {part} && mkdir -p {part} && tar -xzf - --no-same-owner -C {part} && mv {part} {ShellCommand.Quote(folder)}"
        );
        var files = 0;
        var sent = await app.Remote.SendAsync(
            receive,
            async stream =>
                files = await ReleaseArchive.WriteAsync(
                    brought.Folder,
                    app.Place.Manifest.Release.Exclude,
                    stream,
                    cancel
                ),
            cancel
        );
        return sent.Succeeded ? $"{files} files" : throw app.Failed("unpack the release", sent);
    }

    private async Task<string> PrepareAsync(Slot slot, Candidate brought, CancellationToken cancel)
    {
        var folder = $"{app.Place.Root}/deployments/{brought.Deployment}";
        var live = $"{app.Place.SlotFolder(slot.Other)}/app.env";
        await app.MustAsync(
            "make the deployment's folder",
            ShellCommand.Script(
                $"mkdir -p {ShellCommand.Quote(folder)} && ln -sfn {ShellCommand.Quote($"../../releases/{brought.Release}")} {ShellCommand.Quote($"{folder}/release")}"
            ),
            AppHost.Soon,
            cancel
        );
        await WriteAsync($"{folder}/slot.env", SlotEnvironment(slot, brought.Release).Text, cancel);
        if (brought.Environment is { } environment)
            await WriteAsync($"{folder}/app.env", environment.Text, cancel);
        else
            await app.MustAsync(
                "take over the live slot's environment",
                ShellCommand.Script(
                    $"umask 077; if [ -f {ShellCommand.Quote(live)} ]; then cp {ShellCommand.Quote(live)} {ShellCommand.Quote($"{folder}/app.env")}; else : > {ShellCommand.Quote($"{folder}/app.env")}; fi"
                ),
                AppHost.Soon,
                cancel
            );

        if (app.Place.Manifest.Release is { Prepare: { } command, PrepareTimeout: var timeout })
            await TeamCommandAsync("prepare the release", command, timeout, brought, cancel);
        await app.StopAsync(slot, cancel);
        await app.PointAsync(slot, brought.Deployment, cancel);
        return brought.Environment is { } own
            ? $"{own.Variables.Count} variables of its own"
            : "environment of the live slot";
    }

    private EnvironmentFile SlotEnvironment(Slot slot, ReleaseId release) =>
        EnvironmentFile.Of(
            new("TSH_APP", app.Place.Manifest.App),
            new("TSH_ENVIRONMENT", app.Place.Environment.Name),
            new("TSH_RELEASE", release.Text),
            new("TSH_SLOT", slot.Name),
            new("PORT", $"{app.Place.Environment.Port(slot)}")
        );

    /// <summary>Text reaches the host over standard input only, so that no process list ever shows it.</summary>
    private async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        var put = ShellCommand.Script($"umask 077; cat > {ShellCommand.Quote(path)}");
        var sent = await app.Remote.SendAsync(
            put,
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true);
                await writer.WriteAsync(text);
            },
            cancel
        );
        if (!sent.Succeeded)
            throw app.Failed($"write {path}", sent);
    }

    private async Task<string> MigrateAsync(
        string command,
        Candidate brought,
        CancellationToken cancel
    )
    {
        var timeout = app.Place.Manifest.Migrations!.Timeout;
        var output = await TeamCommandAsync(
            "migrate the database",
            command,
            timeout,
            brought,
            cancel
        );
        return output.Split('\n').LastOrDefault(line => line.Contains("Running upgrade"))?.Trim()
            ?? "";
    }

    private async Task<string> TeamCommandAsync(
        string what,
        string command,
        TimeSpan timeout,
        Candidate brought,
        CancellationToken cancel
    )
    {
        var ran = await app.RunInAsync(brought.Deployment, command, timeout, cancel);
        if (!ran.Succeeded)
            throw app.Failed(what, ran);
        story.Foreign(command, ran.Output + ran.Error);
        return ran.Output + "\n" + ran.Error;
    }

    private async Task<string> StartAsync(Slot slot, CancellationToken cancel)
    {
        await _runtime.StartAsync(slot, cancel);
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
        // From here on a cancel waits: half a switch does not exist, but half a proof would.
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
            answers.Add(await prober.AskSiteAsync(CancellationToken.None));
            if (answers[^1].Release != release.Text)
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
            FirstAnswerAfter ??=
                answers[^1].Release == release.Text ? time.GetElapsedTime(_switchBegan) : null;
            FirstAnswerAt ??= FirstAnswerAfter is null ? null : story.Elapsed;
        }

        cancel.ThrowIfCancellationRequested();
        return $"{identity.Answers} answers in a row through {app.Place.Environment.Site}, the first after {FirstAnswerAfter?.TotalMilliseconds:0} ms";
    }

    /// <summary>
    /// Waits until no connection to the slot is open. Idle ones are closed by nginx after `proxy.keepalive`, so what
    /// stays open longer is a running request or a websocket; the slot stays up, so none is cut here.
    /// </summary>
    private async Task<string> DrainAsync(Slot slot, CancellationToken cancel)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            var open = await app.ConnectionsAsync(slot, cancel);
            if (open is 0)
                return "no connection left";
            if (time.GetElapsedTime(begin) >= app.Place.Manifest.Proxy.DrainTimeout)
                return $"{open} connections still open; they go on, the slot stays up";
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancel);
        }
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
