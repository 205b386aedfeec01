namespace TshActions.RigTests.Gate;

/// <summary>The first release ever: there is nothing to go back to.</summary>
public sealed class FirstBakeTests(Workbench bench) : IClassFixture<Workbench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Failing_it_is_held_and_well_again_it_passes()
    {
        await BakingHost.WriteGateAsync(bench, BakingHost.Quick());
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        await bench.BuildReleaseAsync("first");
        var deployed = await bench.DeployAsync("first", ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);
        var unit = $"tsh_erp-{deployed.Outputs["live-slot"]}";
        var port = deployed.Outputs["live-slot"] is "blue" ? 8001 : 8011;

        await bench.Vps.ShellAsync($"systemctl stop {unit}", Cancel);
        var held = await bench.TshAsync("health-gate", ("release", "first"));

        held.ExitCode.ShouldBe(1, held.Log);
        held.Outputs["verdict"].ShouldBe("fail");
        held.Outputs["action"].ShouldBe("hold");
        held.Outputs["live-release"].ShouldBe("first");
        held.Log.ShouldContain("there is no release to go back to: deploy a mended one");

        await bench.Vps.ShellAsync(
            $"systemctl start {unit}; for try in $(seq 300); do curl -sf -o /dev/null http://127.0.0.1:{port}/health && exit 0; sleep 0.1; done; exit 1",
            Cancel
        );
        var passed = await bench.TshAsync("health-gate", ("release", "first"));

        passed.ExitCode.ShouldBe(0, passed.Log);
        passed.Outputs["verdict"].ShouldBe("pass");
        (await bench.ReleaseAtSiteAsync()).ShouldBe("first");
    }
}
