using TshActions.Rig.KillMatrix;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Ssh;
using TshActions.RigTests.Traffic;

namespace TshActions.RigTests.Rollback;

/// <summary>
/// Traffic has moved, and then nobody is heard any more; or GitHub is out of reach, and a person stands at the host.
/// Either way the confirmed release is live again, and no client is told.
/// </summary>
[Collection(ProcessHostCollection.Name)]
public sealed class RunnerGoneTests(ProcessHost host, ITestOutputHelper output)
{
    // What is promised, whatever the lease.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 240_000)]
    public async Task Killed_with_its_connection_right_after_the_switch()
    {
        await host.StartWarmAsync();
        await Bench.BuildReleaseAsync("orphan");
        await using var load = await SiteLoad.StartAsync(Bench);

        await using (
            var child = TshChild.Start(
                Bench.Workspace,
                "deploy-slot",
                new Dictionary<string, string>
                {
                    ["INPUT_ENVIRONMENT"] = "production",
                    ["INPUT_SSH-KEY"] = await Bench.Key.ReadPrivateKeyAsync(Cancel),
                    ["INPUT_RELEASE"] = "orphan",
                    ["INPUT_PATH"] = "orphan",
                    ["INPUT_ENV-FILE"] = Bench.EnvFile,
                },
                (run, line) =>
                {
                    if (line.StartsWith("✓ Switch "))
                        run.KillAll();
                }
            )
        )
        {
            (await child.EndsWithinAsync(Promised, Cancel)).ShouldBeTrue(child.Log);
            child.ExitCode.ShouldBe(137, child.Log);
        }

        await IsTakenBackAsync("orphan");
        var seen = await load.StopAsync();
        seen.ShouldHaveNoFailure(least: 500);
        seen.AnswersOf("orphan").ShouldNotBeNull().Answers.ShouldBeGreaterThan(0);
    }

    [Fact(Timeout = 240_000)]
    public async Task Deployed_and_never_gated()
    {
        await host.StartWarmAsync();
        await Bench.BuildReleaseAsync("ungated");
        await using var load = await SiteLoad.StartAsync(Bench);

        var deployed = await Bench.DeployAsync("ungated", ("confirm", "gate"));

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Outputs["live-release"].ShouldBe("ungated");
        await IsTakenBackAsync("ungated");
        (await load.StopAsync()).ShouldHaveNoFailure(least: 500);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_person_on_the_host_rolls_back_and_the_next_run_understands()
    {
        await host.StartWarmAsync();
        await using var load = await SiteLoad.StartAsync(Bench);

        var status = await ByHandAsync("status");
        var back = await ByHandAsync("rollback");

        status.ShouldContain("\nlive blue\n");
        status.ShouldContain("\nblue.release v2\n");
        back.ShouldContain("live now: green (v1)\ntook: ");
        (await ByHandAsync("status")).ShouldContain("\nrecord.live green\n");
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("v1");
        (await Bench.TshAsync("status")).ExitCode.ShouldBe(0);
        var forward = await Bench.TshAsync("rollback", ("force", "true"));
        forward.ExitCode.ShouldBe(0, forward.Log);
        (await load.StopAsync()).ShouldHaveNoFailure(least: 500);
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    private async Task IsTakenBackAsync(string release)
    {
        HostSight? seen = null;
        await Eventually.HoldsAsync(
            $"{release} is taken back",
            async () =>
                (seen = await HostSight.TakeAsync(host.Vps, Cancel))
                    is { IsOpen: false, LeaseAge: null },
            Promised
        );
        seen!.LastOutcome.ShouldBe("reverted", seen.ToString());
        seen.Bad.ShouldContain(release);
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
        output.WriteLine(
            await host.Vps.ShellAsync(
                $"cd {ProcessHost.Root}/journal/closed; awk '{{ at[$1] = $2 }} END {{ print \"taken back \" at[\"reverted\"] - at[\"armed\"] \" s after the switch\" }}' \"$(ls | sort -n | tail -n 1)\"",
                Cancel
            )
        );
    }

    /// <summary>By the line a person types, who has logged in as somebody who may become root.</summary>
    private Task<string> ByHandAsync(string command) =>
        host.Vps.ShellAsync($"sudo tsh-host {command} tsh-erp production", Cancel);
}
