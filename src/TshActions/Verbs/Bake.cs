using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>Both slots up after the switch while the gate watches the new one, on every host of the fleet.</summary>
internal sealed class Bake(VerbRun run, IReadOnlyList<BakeWatch> watches)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(1);

    // From one question whether the host has measured the tick to the next.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly HashSet<Reason> _told = [];
    private readonly long _begin = run.Time.GetTimestamp();
    private TimeSpan _spoke = TimeSpan.MinValue;

    private BakePolicy Policy => watches[0].Policy;

    /// <summary>What will be asked, for a person.</summary>
    public static string Plan(Fleet fleet, IReadOnlyList<HostState> states)
    {
        var gate = fleet.Members[0].App.Place.Environment.Gate;
        var sites = fleet
            .Members.Zip(states)
            .Select(host =>
                $"Gate for {host.Second[((Routing.To)host.Second.Routing).Slot]} at {host.First.App.Place.SiteUri}{host.First.On}"
            );
        return $"""
            {string.Join('\n', sites)}
            {GatePlanText.Of(gate, states.All(state => Served.Now(state)?.Other is not null))}
            {string.Join(
                '\n',
                fleet.Members[0].App.Place.Manifest.Notes.Select(note => $"  note     {note.What}")
            )}
            """.TrimEnd();
    }

    /// <summary>Asks every host again and again until there is a verdict.</summary>
    public static async Task<Judgement.Decided> RunAsync(
        VerbRun run,
        Fleet fleet,
        IReadOnlyList<HostState> states,
        string release,
        CancellationToken cancel
    )
    {
        List<BakeWatch> watches =
        [
            .. fleet
                .Members.Zip(states)
                .Select(host => new BakeWatch(run, host.First, host.Second, release)),
        ];
        Judgement.Decided? decided = null;
        using var asks = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await run.Story.StepAsync(
                $"Bake {release} for {watches[0].Policy.Bake.TotalSeconds:0} s",
                async () =>
                {
                    await Task.WhenAll(watches.Select(watch => watch.StartAsync(cancel)));
                    decided = await new Bake(run, watches).UntilDecidedAsync(asks.Token, cancel);
                    var good = decided.Verdict is Verdict.Pass or Verdict.Warn;
                    return (
                        good,
                        $"{decided.Verdict.ToString().ToLowerInvariant()}: {decided.Reason}"
                    );
                }
            );
        }
        finally
        {
            run.Keep([.. watches.Select(watch => watch.Record)]);
            await asks.CancelAsync();
            // A release that is taken back waits for nothing; the prober ends with the lease.
            if (!cancel.IsCancellationRequested && decided?.Action is not GateAction.Rollback)
                await Task.WhenAll(watches.Select(watch => watch.StopAsync(cancel)));
        }

        return decided!;
    }

    /// <param name="asking">Of what is asked from here, which may outlast its tick.</param>
    private async Task<Judgement.Decided> UntilDecidedAsync(
        CancellationToken asking,
        CancellationToken cancel
    )
    {
        for (var place = 0; place < Policy.Ticks; place++)
        {
            await UntilAsync(place * Policy.Interval, cancel);
            foreach (var watch in watches)
                watch.Ask(place, asking);
            await ReadAsync(place, (place + 1) * Policy.Interval, cancel);
            if (
                Judge(Elapsed < Policy.Bake ? Elapsed : Policy.Bake - TimeSpan.FromTicks(1)) is
                { } decided
            )
                return decided;
        }

        await UntilAsync(Policy.Bake, cancel);
        await ReadAsync(Policy.Ticks - 1, Policy.Bake + watches[0].LateBy, cancel);
        return Judge(Policy.Bake)!;
    }

    private TimeSpan Elapsed => run.Time.GetElapsedTime(_begin);

    /// <summary>Reads until every host has told this tick, or there is no time for it any more.</summary>
    private async Task ReadAsync(int place, TimeSpan until, CancellationToken cancel)
    {
        do
        {
            await Task.Delay(Patience, run.Time, cancel);
            var more = await Task.WhenAll(
                watches
                    .Where(watch => !watch.Has(place))
                    .Select(watch => watch.ReadAsync(place, cancel))
            );
            if (!more.Any(may => may))
                return;
        } while (Elapsed < until && watches.Any(watch => !watch.Has(place)));
    }

    private Judgement.Decided? Judge(TimeSpan elapsed)
    {
        foreach (var watch in watches)
            Tell(watch, watch.Judge(elapsed), elapsed);
        return Together(watches);
    }

    /// <summary>The fleet's verdict: one host at fault is enough, and all must have held.</summary>
    private static Judgement.Decided? Together(IReadOnlyList<BakeWatch> watches)
    {
        var worst = watches
            .Where(watch => watch.Ruling!.IsFinal)
            .OrderByDescending(watch => Severity(watch.Ruling!))
            .FirstOrDefault();
        if (
            worst is null
            || watches.Any(watch => !watch.Ruling!.IsFinal)
                && worst.Ruling!.Verdict is Verdict.Pass or Verdict.Warn
        )
            return null;
        var ruling = worst.Ruling!;
        return new Judgement.Decided(
            ruling.Verdict,
            ruling.Action,
            $"{ruling.Why}{worst.Member.On}",
            ruling.Tick
        )
        {
            Shared = ruling.Reasons.Any(reason => reason.Gravity is Gravity.Shared),
        };
    }

    private static int Severity(Ruling ruling) =>
        (ruling.Verdict, ruling.Action) switch
        {
            (Verdict.Fail, GateAction.Rollback) => 5,
            (Verdict.Fail, _) => 4,
            (Verdict.Inconclusive, GateAction.Rollback) => 3,
            (Verdict.Inconclusive, _) => 2,
            (Verdict.Warn, _) => 1,
            _ => 0,
        };

    /// <summary>One line a minute, and at once what came up new.</summary>
    private void Tell(BakeWatch watch, Ruling ruling, TimeSpan elapsed)
    {
        foreach (var reason in ruling.Reasons)
            if (reason is { Tick: > 0, Gravity: > Gravity.Note } && _told.Add(reason))
                run.Story.Say(
                    $"  {elapsed.TotalSeconds, 4:0} s  {reason.Rule}: {reason.Text}{watch.Member.On}"
                );
        if (_spoke != TimeSpan.MinValue && elapsed - _spoke < Heartbeat && !ruling.IsFinal)
            return;
        if (watch == watches[^1])
            _spoke = elapsed;
        run.Story.Say(GateText.Progress(ruling, watch.Ticks, elapsed) + watch.Member.On);
    }

    private async Task UntilAsync(TimeSpan when, CancellationToken cancel)
    {
        var left = when - Elapsed;
        if (left > TimeSpan.Zero)
            await Task.Delay(left, run.Time, cancel);
    }
}
