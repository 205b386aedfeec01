using System.Diagnostics;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Proxies;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Carries the plan of one host out, one stage after the other, and verifies each.</summary>
/// <param name="entry">What the journal is to know of it.</param>
/// <param name="delivery">What is brought to the host, or null for a plan that brings nothing.</param>
internal sealed class PlanRunner(
    VerbRun run,
    Member member,
    Decision.Plan plan,
    IReadOnlyList<KeyValuePair<string, string>> entry,
    Delivery? delivery
)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>For a slot that has passed its gate before.</summary>
    public static readonly PreSwitchPolicy OneLook = new(
        CleanTicks: 1,
        Deadline: TimeSpan.FromSeconds(10)
    );

    private readonly AppHost _app = member.App;
    private readonly CandidateGate _gate = new(
        run,
        member,
        plan,
        plan.Deployment ?? entry.FirstOrDefault(line => line.Key is "deployment").Value
    );
    private long _switchBegan;
    private bool _begun;

    public Member Member => member;

    public Decision.Plan Plan => plan;

    /// <summary>Whether traffic may have moved.</summary>
    public bool Switched { get; private set; }

    /// <summary>Whether the release stays: from here on there is nothing to bring back.</summary>
    public bool Confirmed { get; private set; }

    /// <summary>Whether the host was told to confirm, heard or not.</summary>
    public bool ConfirmSent { get; private set; }

    /// <summary>Whether the guard keeps the release if it hears nothing more; it does so too where nothing was live before.</summary>
    public bool HoldsOnSilence =>
        entry.Contains(new("silence", "hold")) || plan.MadeFor[plan.From].Deployment is null;

    /// <summary>From before the flag was changed to the first answer of the new slot through the site.</summary>
    public TimeSpan? FirstAnswerAfter { get; private set; }

    /// <summary>The same answer, counted from the begin of the verb: from decision to working state.</summary>
    public TimeSpan? FirstAnswerAt { get; private set; }

    /// <summary>What the gate before the switch measured.</summary>
    public GateRecord? Record => _gate.Record;

    public Step? Find(Stage stage) => plan.Steps.FirstOrDefault(step => step.Stage == stage);

    /// <exception cref="StateChanged">The host is not as it was when the plan was made.</exception>
    public async Task RequireStateAsync(CancellationToken cancel)
    {
        if (!(await _app.ObserveAsync(cancel)).StillIs(plan.MadeFor))
            throw new StateChanged(
                $"{_app.Name} changed between the plan and its first step; nothing was changed"
            );
    }

    /// <param name="late">Ends also what is not to be cancelled in its middle, once the run has no time left.</param>
    public Task<string> CarryOutAsync(
        Stage stage,
        CancellationToken cancel,
        CancellationToken late
    ) =>
        Find(stage) switch
        {
            Step.Arm => BeginAsync(cancel),
            Step.Upload => Delivery.UploadAsync(cancel),
            Step.Prepare(var slot, _) => PrepareAsync(slot, cancel),
            Step.Backup => Delivery.BackupAsync(cancel),
            Step.Migrate(var command) => Delivery.MigrateAsync(command, cancel),
            Step.Start(var slot) => StartAsync(slot, cancel),
            Step.GateBeforeSwitch(var slot) => _gate.PassAsync(slot, cancel),
            Step.CheckWarm(var slot) => _gate.LookAsync(slot, OneLook, Second, cancel),
            Step.Switch(_, var to) => SwitchAsync(to, cancel, late),
            Step.Prove => ProveAsync(cancel),
            Step.Settle => SettleAsync(cancel),
            Step.Drain(var slot) => Drain.TryAsync(_app, slot, run.Time, cancel),
            Step.Confirm => ConfirmAsync(late),
            Step.Prune(var kept) => Pruning.TryAsync(_app, kept, cancel),
            Step.HandOver => HandOverAsync(cancel),
            Step.Clear => ClearAsync(cancel),
            _ => throw new UnreachableException(),
        };

    /// <summary>An answer may have been lost: only the host knows then whether the release stays.</summary>
    public async Task SeeWhetherConfirmedAsync(CancellationToken late)
    {
        if (!ConfirmSent || Confirmed)
            return;
        try
        {
            var state = await _app.ObserveAsync(late);
            Confirmed = state.History.Open is null && state.Routing == new Routing.To(plan.To);
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            // Not heard again: then nobody knows, and that is told.
        }
    }

    /// <summary>Brings the host back, and says whether the slot of before is live there now.</summary>
    /// <param name="quick">Only what clients notice; the guard clears the slot.</param>
    public async Task<Undone> UndoAsync(string reason, bool quick, CancellationToken cancel)
    {
        if (!_begun)
            return Undone.Back;
        if (Confirmed && plan.Deployment is not null)
            return Undone.Stayed;
        member.Lease!.Unpark();
        var title = Switched ? $"Switch back to {plan.From.Name}" : $"Clear {plan.To.Name}";
        var undone = Undone.Unproven;
        try
        {
            await run.Story.StepAsync(
                $"{title} on {_app.Name}",
                async () =>
                {
                    string said;
                    undone = Confirmed ? Undone.Unproven : Undone.LeftToGuard;
                    if (Confirmed)
                        said = await WayBack.GoAsync(run, member, reason, cancel);
                    else if (quick)
                    {
                        if (Switched)
                            await _app.RevertAsync(reason, cancel);
                        await member.Lease!.ReleaseAsync(cancel);
                        said = "the host's guard clears the slot by itself";
                    }
                    else
                    {
                        var resolved = await _app.ResolveAsync(reason, cancel);
                        said = resolved.ToString();
                        if (resolved.Outcome is "held")
                        {
                            undone = Undone.Held;
                            return (false, said);
                        }
                        // Where a rollback leads was good before: what moved there stays.
                        if (resolved.Outcome is "rolled-back")
                        {
                            undone = Undone.Stayed;
                            return (true, said);
                        }
                    }

                    undone = Undone.Unproven;
                    if (Switched)
                        said += $"; {await ProveBackAsync(cancel)}";
                    undone = Undone.Back;
                    return (true, said);
                }
            );
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            run.Story.Say($"  {(error as ActionException)?.Advice ?? "no time left"}");
            run.Story.Foreign("what the host said", (error as ActionException)?.Foreign ?? "");
            // It was heard, and could not do all of it: the traffic may be back all the same.
            if (error is RemoteCommandFailed && Switched && undone is Undone.LeftToGuard)
                undone =
                    await IsBackAsync(cancel) ? Undone.Back
                    : quick ? Undone.LeftToGuard
                    : Undone.Unproven;
        }

        return undone;
    }

    private Delivery Delivery =>
        delivery ?? throw new UnreachableException("This plan brings no release.");

    private async Task<string> BeginAsync(CancellationToken cancel)
    {
        // From here on there may be something to undo, even if no answer comes.
        _begun = true;
        await _app.BeginAsync(entry, cancel);
        return $"{_app.Place.Manifest.Lease.TotalSeconds:0} s without a sign of life, and the host acts by itself";
    }

    private async Task<string> PrepareAsync(Slot slot, CancellationToken cancel)
    {
        if (delivery is not null)
            return await delivery.PrepareAsync(slot, cancel);
        return $"{plan.Deployment}{await _app.OccupyAsync(slot, plan.Deployment!, cancel)}";
    }

    private async Task<string> StartAsync(Slot slot, CancellationToken cancel)
    {
        await _app.StartAsync(slot, cancel);
        return _app.Place.Web(slot);
    }

    private async Task<string> SwitchAsync(
        Slot to,
        CancellationToken cancel,
        CancellationToken late
    )
    {
        cancel.ThrowIfCancellationRequested();
        Switched = true;
        _switchBegan = run.Time.GetTimestamp();
        // Not to be cancelled in the middle: afterwards the flag is known to stand where it was put.
        await _app.SwitchAsync(to, late);
        return _app.Place.Manifest.Proxy.Switch.ToString().ToLowerInvariant();
    }

    private async Task<string> ProveAsync(CancellationToken cancel)
    {
        var identity = _app.Place.Manifest.Identity;
        var release = plan.Release.Text;
        var begin = run.Time.GetTimestamp();
        List<SiteAnswer> answers = [];
        while (!SwitchProof.Holds(answers, release, identity.Answers))
        {
            if (run.Time.GetElapsedTime(begin) > identity.Timeout)
                throw new SwitchNotProven(
                    SwitchProof.Failure(answers, release),
                    SwitchProof.Advice(answers, release)
                );
            answers.Add(await member.Prober.AskSiteAsync(cancel));
            if (answers[^1].Release != release)
                await Task.Delay(TimeSpan.FromMilliseconds(20), run.Time, cancel);
            FirstAnswerAfter ??=
                answers[^1].Release == release ? run.Time.GetElapsedTime(_switchBegan) : null;
            FirstAnswerAt ??= FirstAnswerAfter is null ? null : run.Story.Elapsed;
        }

        return $"{identity.Answers} answers in a row through {_app.Place.SiteUri}, the first after {FirstAnswerAfter?.TotalMilliseconds:0} ms";
    }

    private async Task<string> ProveBackAsync(CancellationToken cancel)
    {
        if (plan.MadeFor[plan.From].Release is not { } previous)
            return "no release was live before";
        var answer = await member.Prober.AskSiteAsync(cancel);
        return answer.Release == previous.Text
            ? $"the site answers with {previous}"
            : throw new SwitchNotProven(
                $"the site answers with {answer.Release ?? answer.Detail}, not with {previous}",
                SwitchProof.Advice([answer], previous.Text)
            );
    }

    private async Task<bool> IsBackAsync(CancellationToken cancel)
    {
        try
        {
            await ProveBackAsync(cancel);
            return (await _app.ObserveAsync(cancel)).Routing == new Routing.To(plan.From)
                && plan.MadeFor[plan.From].Release is not null;
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<string> SettleAsync(CancellationToken cancel)
    {
        await _app.SettleAsync(cancel);
        return "first out of the old slot, then into the new one";
    }

    private async Task<string> ConfirmAsync(CancellationToken late)
    {
        // Not to be cancelled in the middle: afterwards it is known that the release stays, on every host.
        ConfirmSent = true;
        await _app.ConfirmAsync(late);
        Confirmed = true;
        return "it stays";
    }

    private async Task<string> HandOverAsync(CancellationToken cancel)
    {
        await member.Lease!.ParkAsync(cancel);
        return "unconfirmed";
    }

    private async Task<string> ClearAsync(CancellationToken cancel)
    {
        var resolved = await _app.ResolveAsync("a rehearsal", cancel);
        return resolved.ToString();
    }
}

/// <summary>What became of a host that had to be brought back.</summary>
internal enum Undone
{
    /// <summary>The slot of before is live, and the site proves it.</summary>
    Back,

    /// <summary>A rollback that moved here already: where it leads was good before.</summary>
    Stayed,

    /// <summary>There is no way back: what is live stays, unconfirmed.</summary>
    Held,

    /// <summary>The host was not heard; its own guard brings it back.</summary>
    LeftToGuard,

    /// <summary>It was heard, and the slot of before is not proven live.</summary>
    Unproven,
}

/// <summary>The site did not answer with the release that was switched to.</summary>
internal sealed class SwitchNotProven(string message, string advice)
    : ActionException(ExitCode.FailedPreviousLive, message, advice);
