using TshActions.Rig.Erp;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Deploy;

/// <summary>Processes beside the web slots, through whole verbs: the worker runs in both, the clock with the traffic alone.</summary>
[Collection(ProcessHostCollection.Name)]
public sealed class ProcessByVerbTests(ProcessHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 180_000)]
    public async Task They_come_with_a_deployment_and_go_when_the_gate_takes_it_back()
    {
        await BeginAsync(manifest => manifest.Replace("bake: 5s", "bake: 30s"));
        await Bench.BuildReleaseAsync(
            "sickens",
            new ErpSwitches { SickAfter = TimeSpan.FromSeconds(6) }
        );

        var deployed = await Bench.DeployAsync("sickens", ("confirm", "gate"));

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Log.ShouldContain("✓ Move clock to green");
        await RunsInAsync("green");
        (await LogAsync()).ShouldBe("end blue\nbegin green");
        (await WorkerReleaseAsync("green")).ShouldBe("sickens");

        var takenBack = await Bench.TshAsync("health-gate", ("release", "sickens"));

        takenBack.ExitCode.ShouldBe(5, takenBack.Log);
        await RunsInAsync("blue");
        (await LogAsync()).ShouldBe("end blue\nbegin green\nend green\nbegin blue");
        (await WorkerReleaseAsync("green")).ShouldBe("v1");
        (await WorkerReleaseAsync("blue")).ShouldBe("v2");
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    [Fact(Timeout = 240_000)]
    public async Task They_follow_a_rollback_and_are_where_the_traffic_is_after_a_reboot()
    {
        await BeginAsync(manifest => manifest);

        var back = await Bench.TshAsync("rollback");
        back.ExitCode.ShouldBe(0, back.Log);
        await RunsInAsync("green");
        (await LogAsync()).ShouldBe("end blue\nbegin green");

        await host.Vps.RebootAsync(Cancel);
        await Bench.WriteManifestAsync(ProcessHost.Usual);
        await RunsInAsync("green");

        var forward = await Bench.TshAsync("rollback", ("force", "true"));
        forward.ExitCode.ShouldBe(0, forward.Log);
        await RunsInAsync("blue");
        (await LogAsync())
            .Split('\n')
            .Where(line => line.StartsWith("begin"))
            .ShouldBe(["begin green", "begin green", "begin blue"]);
        (await LogAsync()).ShouldNotContain("overlap");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_rehearsal_leaves_the_clock_alone_and_starts_the_worker_of_the_candidate()
    {
        await BeginAsync(manifest => manifest);
        await Bench.BuildReleaseAsync("rehearsed");
        var worker = "";

        var rehearsed = await Bench.TshAsync(
            "deploy-slot",
            line =>
            {
                if (line.StartsWith("→ Gate green"))
                    worker = WorkerReleaseAsync("green").GetAwaiter().GetResult();
            },
            Cancel,
            ("release", "rehearsed"),
            ("path", "rehearsed"),
            ("env-file", Bench.EnvFile),
            ("rehearse", "true")
        );

        rehearsed.ExitCode.ShouldBe(0, rehearsed.Log);
        rehearsed.Log.ShouldContain(
            "rehearsed was rehearsed in green: it would have got the traffic"
        );
        worker.ShouldBe("rehearsed");
        (await LogAsync()).ShouldBe("");
        await RunsInAsync("blue");
        (await WorkerReleaseAsync("green")).ShouldBe("v1");
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    private async Task BeginAsync(Func<string, string> change)
    {
        await host.StartWarmAsync();
        await Bench.WriteManifestAsync(manifest => ProcessHost.Usual(change(manifest)));
        await RunsInAsync("blue");
        await host.Vps.ShellAsync(": >/srv/clock/log", Cancel);
    }

    private Task<string> LogAsync() => host.Vps.ShellAsync("cat /srv/clock/log", Cancel);

    /// <summary>The clock in this slot and not in the other, the worker in both: by systemd's word.</summary>
    private Task RunsInAsync(string slot) =>
        Eventually.HoldsAsync(
            $"the clock runs in {slot} alone, and two workers",
            async () =>
                await host.Vps.ShellAsync(
                    "systemctl is-active tsh_erp-blue-clock tsh_erp-green-clock tsh_erp-blue-worker tsh_erp-green-worker | tr '\\n' ' '",
                    Cancel
                )
                == (
                    slot is "blue"
                        ? "active inactive active active"
                        : "inactive active active active"
                ),
            TimeSpan.FromSeconds(60)
        );

    /// <summary>By the environment of the running process itself.</summary>
    private Task<string> WorkerReleaseAsync(string slot) =>
        host.Vps.ShellAsync(
            $"tr '\\0' '\\n' </proc/$(systemctl show -p MainPID --value tsh_erp-{slot}-worker)/environ | sed -n 's/^TSH_RELEASE=//p'",
            Cancel
        );
}
