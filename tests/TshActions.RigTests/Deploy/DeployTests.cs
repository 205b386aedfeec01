using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Deploy;

public sealed class DeployTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Releases_take_turns_in_the_two_slots()
    {
        await using var bench = await Workbench.StartAsync();
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        await bench.BuildReleaseAsync("v1");
        await bench.BuildReleaseAsync("v2");

        var first = await bench.DeployAsync("v1");
        var second = await bench.DeployAsync("v2");

        ShouldBeLive(first, "green", "v1", previous: "");
        ShouldBeLive(second, "blue", "v2", previous: "v1");
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v2");
        (await bench.TshAsync("status")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_was_never_set_up_is_told_to_be()
    {
        await using var bench = await Workbench.StartAsync();
        await bench.BuildReleaseAsync("v1");

        var refused = await bench.DeployAsync("v1");

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain("`tsh setup`");
    }

    [Fact]
    public async Task A_release_that_ignores_SIGTERM_is_killed_after_the_stop_timeout_and_the_deployment_goes_on()
    {
        await using var bench = await Workbench.StartAsync();
        await bench.WriteManifestAsync(manifest =>
            manifest
                .Replace("kind: systemd", "kind: systemd\n  stop-timeout: 2s")
                .Replace("drain-timeout: 6s", "drain-timeout: 1s")
        );
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        await bench.BuildReleaseAsync("deaf", new ErpSwitches { IgnoreSigterm = true });
        await bench.BuildReleaseAsync("v2");
        await bench.BuildReleaseAsync("v3");
        (await bench.DeployAsync("deaf")).ExitCode.ShouldBe(0);
        (await bench.DeployAsync("v2")).ExitCode.ShouldBe(0);

        var third = await bench.DeployAsync("v3");

        ShouldBeLive(third, "green", "v3", previous: "v2");
        var journal = await bench.Vps.ShellAsync("journalctl -u tsh_erp-green --no-pager", Cancel);
        journal.ShouldContain("SIGKILL");
    }

    private static void ShouldBeLive(TshResult result, string slot, string release, string previous)
    {
        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("pass");
        result.Outputs["live-slot"].ShouldBe(slot);
        result.Outputs["live-release"].ShouldBe(release);
        result.Outputs["previous-release"].ShouldBe(previous);
    }
}
