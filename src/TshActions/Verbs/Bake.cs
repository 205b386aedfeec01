using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>Both slots up after the switch while the gate watches the new one, on every host of the fleet.</summary>
internal static class Bake
{
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
              bake    {gate.PostSwitch.Bake.TotalSeconds:0} s, a tick every {gate.Interval.TotalSeconds:0.#} s
              probes  {string.Join(
                ", ",
                gate.Probes.Select(probe =>
                    $"{probe.Name} ({probe.From.ToString().ToLowerInvariant()} {probe.Path})"
                )
            )}
              fails   at {gate.PostSwitch.Failures} failing ticks of the last {gate.PostSwitch.Of}
            {string.Join('\n', fleet.Members[0].App.Place.Manifest.Notes.Select(note => $"  note    {note.What}"))}
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
        var policy = fleet.Members[0].App.Place.Environment.Gate;
        var watch = new Watch(run.Story, run.Time);
        run.Keep(watch.Ticks);
        Judgement.Decided? decided = null;
        await run.Story.StepAsync(
            $"Bake {release} for {policy.PostSwitch.Bake.TotalSeconds:0} s",
            async () =>
            {
                decided = await watch.UntilDecidedAsync(
                    policy.Interval,
                    token => AskAsync(fleet, states, policy, release, token),
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

    private static Task<ProbeResult[]> AskAsync(
        Fleet fleet,
        IReadOnlyList<HostState> states,
        GatePolicy policy,
        string release,
        CancellationToken cancel
    ) =>
        Task.WhenAll(
            fleet
                .Members.Zip(states)
                .SelectMany(pair =>
                    policy.Probes.Select(async probe =>
                    {
                        var live = ((Routing.To)pair.Second.Routing).Slot;
                        return await pair.First.AskAsync(probe, live, release, cancel);
                    })
                )
        );
}
