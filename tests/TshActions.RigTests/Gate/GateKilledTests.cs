using System.Text.RegularExpressions;
using TshActions.Core.Ticks;
using TshActions.Rig.KillMatrix;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Gate;

/// <summary>The gate dies in the middle of a bake: the host goes back by itself, and what was measured stays there.</summary>
[Collection(BakingHostCollection.Name)]
public sealed partial class GateKilledTests(BakingHost host, ITestOutputHelper output)
{
    // What is promised, whatever the lease.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 240_000)]
    public async Task The_release_before_is_live_again_and_the_recording_can_be_read_and_judged()
    {
        await host.WriteGateAsync(BakingHost.Quick(bake: "60s"));
        var deployed = await host.DeployUnconfirmedAsync("watched");
        var before = deployed.Outputs["previous-release"];

        await using (
            var gate = TshChild.Start(
                Bench.Workspace,
                "health-gate",
                new Dictionary<string, string>
                {
                    ["INPUT_ENVIRONMENT"] = "production",
                    ["INPUT_SSH-KEY"] = await Bench.Key.ReadPrivateKeyAsync(Cancel),
                    ["INPUT_RELEASE"] = "watched",
                },
                (run, line) =>
                {
                    if (FirstTick().IsMatch(line))
                        run.KillAll();
                }
            )
        )
        {
            (await gate.EndsWithinAsync(Promised, Cancel)).ShouldBeTrue(gate.Log);
            gate.ExitCode.ShouldBe(137, gate.Log);
        }

        HostSight? seen = null;
        await Eventually.HoldsAsync(
            "the release is taken back",
            async () =>
                (seen = await HostSight.TakeAsync(host.Vps, Cancel))
                    is { IsOpen: false, LeaseAge: null },
            Promised
        );
        seen!.LastOutcome.ShouldBe("reverted", seen.ToString());
        seen.Bad.ShouldContain("watched");
        (await Bench.ReleaseAtSiteAsync()).ShouldBe(before);

        var kept = await KeptAsync();
        var (recording, problems) = Recording.Read(kept.Split('\n'));
        problems.ShouldBeEmpty();
        var ticks = recording.ShouldNotBeNull().Ticks;
        ticks.Count.ShouldBeGreaterThan(1);
        // The host gives the slot its former release back, and then ends the watch: a tick or two may lie between.
        var after = ticks.SkipWhile(tick => tick.Probes["health"].Version == "watched").ToList();
        after.Count.ShouldBeInRange(0, Math.Min(2, ticks.Count - 1));
        after.ShouldAllBe(tick => tick.Probes["health"].Version != "watched");
        output.WriteLine(
            $"{ticks.Count} ticks on the host, the last at {ticks[^1].At.TotalSeconds:0.#} s; the watch ended: {await EndAsync()}"
        );
        await File.WriteAllTextAsync(Path.Combine(Bench.Workspace, "kept.ndjson"), kept, Cancel);
        var replayed = await Bench.TshAsync("health-gate", ("replay", "kept.ndjson"));
        replayed.Log.ShouldContain($"{ticks.Count} ticks");
        replayed.ExitCode.ShouldNotBe(2, replayed.Log);
        output.WriteLine(replayed.Log);
    }

    /// <summary>As the deploy user, who needs no root to look at it.</summary>
    private Task<string> KeptAsync() => AsDeployAsync("cat \"$newest\"");

    private async Task<string> EndAsync() =>
        (await AsDeployAsync("cat \"${newest%.ndjson}.end\"")).Trim();

    private Task<string> AsDeployAsync(string what) =>
        host.Vps.ShellAsync(
            $"newest=$(ls -t {BakingHost.Root}/gate/*.ndjson | head -n 1); export newest; runuser -u deploy -- sh -c '{what}'",
            Cancel
        );

    [GeneratedRegex(@"\d min  [1-9]\d* of \d+ ticks? · 0 bad", RegexOptions.None, 1000)]
    private static partial Regex FirstTick();
}
