using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Core.Ticks;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Runtimes;

namespace TshActions.Verbs;

/// <summary>Whether an idle slot may take the traffic.</summary>
/// <param name="deployment">The one that the idle slot is given, and that the baseline is kept with.</param>
internal sealed class CandidateGate(
    VerbRun run,
    Member member,
    Decision.Plan plan,
    string? deployment
)
{
    private readonly AppHost _app = member.App;
    private readonly ISlotRuntime _runtime = SlotRuntime.Of(member.App, run.Story.Say, run.Time);

    private GatePolicy Gate => _app.Place.Environment.Gate;

    /// <summary>What was measured; null before it began.</summary>
    public GateRecord? Record { get; private set; }

    /// <summary>The candidate's ticks and checks; meanwhile the live slot is measured, to compare with after the switch.</summary>
    public async Task<string> PassAsync(Slot slot, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var baseline = MeasureBaselineAsync(over.Token);
        try
        {
            var said = await LookAsync(slot, Gate.PreSwitch, Gate.Interval, cancel);
            var checks = new SlotChecks(run, member);
            var results = await checks.AskAllAsync(slot, plan.Release.Text, cancel);
            var forecast = await checks.ForecastAsync(slot, cancel);
            Record = Record! with { Checks = [.. results, .. forecast] };
            if (checks.Blocking(results) is { Count: > 0 } blocking)
                throw new GateRefused(
                    new Judgement.Decided(
                        blocking.Any(result => result.Finding is Finding.Failed)
                            ? Verdict.Fail
                            : Verdict.Inconclusive,
                        GateAction.Block,
                        string.Join(
                            "; ",
                            blocking.Select(result => $"{result.Check}: {result.Detail}")
                        ),
                        0
                    ),
                    await _runtime.DiagnosisAsync(slot, cancel)
                );
            var warned = results.Count(result => result.Finding is not Finding.Passed);
            return $"{said}{(results.Count is 0 ? "" : $"; {results.Count - warned} of {results.Count} checks passed")}{await baseline}";
        }
        finally
        {
            await over.CancelAsync();
            await baseline;
        }
    }

    /// <summary>The ticks alone.</summary>
    public async Task<string> LookAsync(
        Slot slot,
        PreSwitchPolicy policy,
        TimeSpan interval,
        CancellationToken cancel
    )
    {
        var release = plan.Release.Text;
        var watch = new Watch(run.Story, run.Time, release);
        var own = Gate.Probes.Where(probe => probe.From is Vantage.Slot).ToList();
        try
        {
            var decided = await watch.UntilDecidedAsync(
                policy,
                interval,
                token =>
                    Task.WhenAll(own.Select(probe => member.Prober.AskAsync(probe, slot, token))),
                cancel
            );
            return decided.Verdict is Verdict.Pass
                ? decided.Reason
                : throw new GateRefused(decided, await _runtime.DiagnosisAsync(slot, cancel));
        }
        finally
        {
            Record = new GateRecord(
                _app.Name,
                new Recording(
                    new RecordingHead(
                        _app.Place.Manifest.App,
                        _app.Place.Environment.Name,
                        _app.Name,
                        release,
                        interval
                    ),
                    watch.Ticks
                ),
                null,
                []
            );
        }
    }

    /// <summary>How the live slot answers while it carries the traffic. A bake without it knows less, and says so.</summary>
    private async Task<string> MeasureBaselineAsync(CancellationToken cancel)
    {
        if (
            Gate.Baseline.Samples is 0
            || deployment is null
            || plan.MadeFor[plan.From].Release is null
        )
            return "";
        try
        {
            var lines = await new HostWatch(_app).BaselineAsync(
                BakeWatch.Orders(member, plan.From, withOld: false, null),
                Gate.Baseline.Samples,
                Gate.Baseline.Pace,
                Gate.PreSwitch.Deadline,
                cancel
            );
            await new KeptBaseline(_app, deployment).KeepAsync(lines, cancel);
            return $"; baseline of {lines.Count} samples from {plan.From.Name}";
        }
        catch (ActionException error)
        {
            return $"; no baseline: {error.Message}";
        }
        catch (OperationCanceledException)
        {
            return "";
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
