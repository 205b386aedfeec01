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
        var before = await HostPicture.OfTshAsync(bench.Vps, HostPicture.Recordings);

        var passed = await bench.TshAsync("health-gate", ("release", "v2"));

        passed.ExitCode.ShouldBe(0, passed.Log);
        // Ticks of half a second: on a busy machine one may be missing, and that is a warning.
        passed.Outputs["verdict"].ShouldBeOneOf("pass", "warn");
        passed.Outputs["action"].ShouldBe("promote");
        passed.Outputs["live-release"].ShouldBe("v2");
        passed.Log.ShouldContain("v2 passed");
        (await HostPicture.OfTshAsync(bench.Vps, HostPicture.Recordings)).ShouldShowTheSameAs(
            before
        );
    }

    [Fact]
    public async Task A_release_that_sickens_is_reported_or_taken_back_as_was_asked()
    {
        var bench = host.Bench;
        await bench.WriteManifestAsync(manifest =>
            manifest
                .Replace("drain-timeout: 6s", "drain-timeout: 1s")
                .Replace("bake: 5s", "bake: 30s")
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
        string[] left = [.. HostPicture.Journal, HostPicture.Recordings];
        var before = await HostPicture.OfTshAsync(bench.Vps, left);
        await bench.Vps.ShellAsync("systemctl stop redis-server", Cancel);

        var refused = await bench.TshAsync("health-gate");

        refused.ExitCode.ShouldBe(3, refused.Log);
        refused.Outputs["verdict"].ShouldBe("inconclusive");
        refused.Outputs["action"].ShouldBe("hold");
        refused.Outputs["live-release"].ShouldBe("v2");
        refused.Log.ShouldContain(
            "both slots failed together, so taking v2 back would mend nothing"
        );
        refused.Log.ShouldContain("live   blue (v2), untouched");
        (await HostPicture.OfTshAsync(bench.Vps, left)).ShouldShowTheSameAs(before);

        await bench.Vps.ShellAsync("systemctl start redis-server", Cancel);
        await WarmHost.ShouldBeAsBeforeAsync(bench);
    }
}
