using System.Diagnostics;
using System.Text.RegularExpressions;
using TshActions.Rig.KillMatrix;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Gate;

/// <summary>The settings nobody wrote: a tick every 8 s, four bad ones of eight.</summary>
public sealed partial class DefaultBakeTests(WarmHost host, ITestOutputHelper output)
    : IClassFixture<WarmHost>
{
    private const string Kept = ".tsh/health-gate.ndjson";

    // Only what comes before the switch is quicker than by default, and the fallback is no part of the gate.
    private const string Gate = """
        gate:
          pre-switch: { minimum-success: 0s }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 600_000)]
    public async Task A_slot_that_dies_is_taken_back_at_the_fourth_bad_tick_and_a_replay_says_the_same()
    {
        await BakingHost.WriteGateAsync(Bench, Gate);
        await Bench.BuildReleaseAsync("dies");
        var deployed = await Bench.DeployAsync("dies", ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);
        var unit = $"tsh_erp-{deployed.Outputs["live-slot"]}";
        var (killed, decided, back) = (0L, 0L, 0L);
        Task? killing = null;

        var takenBack = await Bench.TshAsync(
            "health-gate",
            line =>
            {
                if (killing is null && FirstTick().IsMatch(line))
                {
                    killed = Stopwatch.GetTimestamp();
                    // For good: what its manager starts again at once has not died.
                    killing = Bench.Vps.ShellAsync(
                        $"systemctl mask --runtime -q {unit}; systemctl kill -s KILL {unit}; systemctl stop {unit}",
                        Cancel
                    );
                }
                else if (line.StartsWith("✗ Bake "))
                    decided = Stopwatch.GetTimestamp();
                else if (line.StartsWith("✓ Switch "))
                    back = Stopwatch.GetTimestamp();
            },
            Cancel,
            ("release", "dies")
        );

        await killing.ShouldNotBeNull();
        takenBack.ExitCode.ShouldBe(5, takenBack.Log);
        output.WriteLine(takenBack.Log);
        output.WriteLine(
            $"""
            from the kill to the verdict: {Stopwatch.GetElapsedTime(
                killed,
                decided
            ).TotalSeconds:0.0} s
            from the kill to the traffic back: {Stopwatch.GetElapsedTime(
                killed,
                back
            ).TotalSeconds:0.0} s
            {takenBack.Outputs["reason"]}
            """
        );
        takenBack.Outputs["verdict"].ShouldBe("fail");
        takenBack.Outputs["action"].ShouldBe("rollback");
        var recording = BakingHost.Recorded(Bench);
        recording.Head.Interval.ShouldBe(TimeSpan.FromSeconds(8));
        var bad = BakingHost.BadTicks(recording);
        bad.ShouldBe(Enumerable.Range(bad[0], 4));
        await WarmHost.ShouldBeAsBeforeAsync(Bench);

        await using var replay = TshChild.Start(
            Bench.Workspace,
            "health-gate",
            new Dictionary<string, string> { ["INPUT_REPLAY"] = Kept },
            (_, _) => { }
        );
        (await replay.EndsWithinAsync(TimeSpan.FromSeconds(30), Cancel)).ShouldBeTrue(replay.Log);

        output.WriteLine(replay.Log);
        replay.ExitCode.ShouldBe(1, replay.Log);
        replay.Outputs["verdict"].ShouldBe("fail");
        replay.Log.ShouldContain("action    rollback");
        replay.Log.ShouldContain($"tick      {bad[3]} of ");
        replay.Log.ShouldContain($"why       {takenBack.Outputs["reason"]}");
        replay.SshProcesses().ShouldBeEmpty();
    }

    [GeneratedRegex(@"\d min  \d+ of \d+ ticks? · 0 bad", RegexOptions.None, 1000)]
    private static partial Regex FirstTick();
}
