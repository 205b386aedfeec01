using TshActions.Rig.Erp;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Rollback;

public sealed class RollbackRefusalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_an_empty_slot_there_is_nothing_to_roll_back_to()
    {
        await using var bench = await Workbench.StartAsync();
        await bench.SetUpWithAsync("v1");
        var before = await HostPicture.OfTshAsync(bench.Vps);

        var refused = await bench.TshAsync("rollback");

        refused.ExitCode.ShouldBe(1, refused.Log);
        refused.Log.ShouldContain("nothing to roll back to: blue holds no release");
        refused.Log.ShouldContain("next   deploy the release you want");
        refused.Outputs["live-release"].ShouldBe("v1");
        (await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task A_sick_warm_slot_gets_no_traffic()
    {
        await using var bench = await Workbench.StartAsync();
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        await bench.BuildReleaseAsync(
            "v1",
            new ErpSwitches { SickAfter = TimeSpan.FromSeconds(6) }
        );
        await bench.BuildReleaseAsync("v2");
        (await bench.DeployAsync("v1")).ExitCode.ShouldBe(0);
        (await bench.DeployAsync("v2")).ExitCode.ShouldBe(0);
        await bench.Vps.ShellAsync(
            "for try in $(seq 100); do [ \"$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8011/health)\" = 503 ] && exit; sleep 0.2; done; exit 1",
            Cancel
        );
        var before = await HostPicture.OfTshAsync(bench.Vps, HostPicture.Journal);

        var refused = await bench.TshAsync("rollback");

        refused.ExitCode.ShouldBe(6, refused.Log);
        refused.Log.ShouldContain("✗ Check that green is warm and well");
        refused.Log.ShouldContain("status 503");
        refused.Log.ShouldContain("live   blue (v2), untouched");
        refused.Outputs["verdict"].ShouldBe("fail");
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v2");
        (await HostPicture.OfTshAsync(bench.Vps, HostPicture.Journal)).ShouldShowTheSameAs(before);
    }
}
