using TshActions.Rig.Erp;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Gate;

/// <summary>Each test ends as it began: v2 live, v1 warm.</summary>
public sealed class HealthGateTests(WarmHost host) : IClassFixture<WarmHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_healthy_release_passes_and_nothing_moves()
    {
        var bench = host.Bench;
        await bench.WriteManifestAsync(manifest => manifest);
        // Another test's manifest may have been told to the host last.
        (await bench.TshAsync("recover")).ExitCode.ShouldBe(0);
        var before = await HostPicture.OfTshAsync(bench.Vps);

        var passed = await bench.TshAsync("health-gate", ("release", "v2"));

        passed.ExitCode.ShouldBe(0, passed.Log);
        passed.Outputs["verdict"].ShouldBe("pass");
        passed.Outputs["live-release"].ShouldBe("v2");
        passed.Log.ShouldContain("v2 held:");
        (await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task A_release_that_sickens_is_reported_or_taken_back_as_was_asked()
    {
        var bench = host.Bench;
        await bench.WriteManifestAsync(manifest =>
            manifest
                .Replace("drain-timeout: 6s", "drain-timeout: 1s")
                .Replace("bake: 3s", "bake: 30s")
        );
        await bench.BuildReleaseAsync(
            "v3",
            new ErpSwitches { SickAfter = TimeSpan.FromSeconds(6) }
        );
        var deployed = await bench.DeployAsync("v3", ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);

        var reported = await bench.TshAsync(
            "health-gate",
            ("release", "v3"),
            ("on-failure", "report")
        );

        reported.ExitCode.ShouldBe(1, reported.Log);
        reported.Outputs["verdict"].ShouldBe("fail");
        reported.Outputs["live-release"].ShouldBe("v3");
        reported.Log.ShouldContain("3 of the last ");
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v3");

        var takenBack = await bench.TshAsync("health-gate", ("release", "v3"));

        takenBack.ExitCode.ShouldBe(5, takenBack.Log);
        takenBack.Outputs["verdict"].ShouldBe("fail");
        takenBack.Outputs["live-slot"].ShouldBe("blue");
        takenBack.Outputs["live-release"].ShouldBe("v2");
        takenBack.Log.ShouldContain("v3 was taken back: ");
        takenBack.Log.ShouldContain("green is cleared of v3");
        await WarmHost.ShouldBeAsBeforeAsync(bench);
        (await bench.TshAsync("status")).Log.ShouldContain("idle  green (v1)");
    }

    [Fact]
    public async Task With_both_slots_sick_the_traffic_stays_where_it_is()
    {
        var bench = host.Bench;
        await bench.WriteManifestAsync(manifest => manifest);
        (await bench.TshAsync("recover")).ExitCode.ShouldBe(0);
        var before = await HostPicture.OfTshAsync(bench.Vps, HostPicture.Journal);
        await bench.Vps.ShellAsync("systemctl stop redis-server", Cancel);

        var refused = await bench.TshAsync("health-gate");

        refused.ExitCode.ShouldBe(6, refused.Log);
        refused.Outputs["verdict"].ShouldBe("fail");
        refused.Outputs["live-release"].ShouldBe("v2");
        refused.Log.ShouldContain("✗ Check that green is warm and well");
        refused.Log.ShouldContain("; taking it back failed: ");
        refused.Log.ShouldContain("live   blue (v2), untouched");
        (await HostPicture.OfTshAsync(bench.Vps, HostPicture.Journal)).ShouldShowTheSameAs(before);

        await bench.Vps.ShellAsync("systemctl start redis-server", Cancel);
        await WarmHost.ShouldBeAsBeforeAsync(bench);
    }
}
