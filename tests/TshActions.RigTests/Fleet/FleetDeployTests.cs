using TshActions.RigTests.Setup;
using TshActions.RigTests.Traffic;

namespace TshActions.RigTests.Fleet;

/// <summary>What goes well goes well on both hosts, and clients of neither notice.</summary>
[Collection(TwoHostsCollection.Name)]
public sealed class FleetDeployTests(TwoHosts hosts)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_goes_live_on_both_is_baked_on_both_and_rolled_back_on_both_with_nothing_dropped()
    {
        await hosts.WriteManifestAsync();
        await using var a = TwoHosts.Load(hosts.A);
        await using var b = TwoHosts.Load(hosts.B);

        var deployed = await hosts.DeployAsync("together", inputs: ("confirm", "gate"));

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Outputs["live-release"].ShouldBe("together");
        deployed.Log.ShouldMatch(@"live   \w+ \(together\) on vps-a; \w+ \(together\) on vps-b\n");
        var gated = await hosts.TshAsync("health-gate", inputs: ("release", "together"));

        gated.ExitCode.ShouldBe(0, gated.Log);
        gated.Log.ShouldContain("✓ Confirm together on vps-a");
        gated.Log.ShouldContain("✓ Confirm together on vps-b");
        var back = await hosts.TshAsync("rollback", inputs: ("reason", "enough seen"));

        back.ExitCode.ShouldBe(0, back.Log);
        back.Outputs["live-release"].ShouldBe("v2");
        back.Log.ShouldMatch(@"live   \w+ \(v2\) on vps-a; \w+ \(v2\) on vps-b\n");
        (await a.StopAsync()).ShouldHaveNoFailure(least: 200);
        (await b.StopAsync()).ShouldHaveNoFailure(least: 200);
        await hosts.ShouldServeAsync("v2");
    }

    [Fact]
    public async Task Migrations_and_backups_are_the_first_hosts_alone()
    {
        hosts.InTurns.ShouldContain("✓ Migrate: alembic upgrade head on vps-a");
        hosts.InTurns.ShouldContain("✓ Back up the database before v2 on vps-a");
        hosts.InTurns.ShouldNotContain("alembic upgrade head on vps-b");
        hosts.InTurns.ShouldNotContain("before v2 on vps-b");
        const string count = $"ls {TwoHosts.Root}/backups | grep -c dump || true";
        (await hosts.A.ShellAsync(count, Cancel)).ShouldNotBe("0");
        (await hosts.B.ShellAsync(count, Cancel)).ShouldBe("0");
    }

    [Fact]
    public async Task One_at_a_time_is_one_at_a_time_and_otherwise_they_go_together()
    {
        MostAtOnce(hosts.InTurns).ShouldBe(1);
        hosts
            .InTurns.IndexOf("→ Switch")
            .ShouldBeGreaterThan(hosts.InTurns.IndexOf("✓ Gate green before the switch on vps-b"));
        await hosts.WriteManifestAsync();

        var rehearsed = await hosts.DeployAsync("rehearsed", inputs: ("rehearse", "true"));

        // The same count over a run without the limit: it can be more than one.
        rehearsed.ExitCode.ShouldBe(0, rehearsed.Log);
        MostAtOnce(rehearsed.Log).ShouldBe(2);
        rehearsed.Log.ShouldMatch(@"live   \w+ \(v2\) on vps-a; \w+ \(v2\) on vps-b\n");
        await hosts.ShouldServeAsync("v2");
    }

    [Fact]
    public async Task Setup_looks_at_all_hosts_before_it_touches_one()
    {
        await hosts.WriteManifestAsync(manifest =>
            manifest
                .Replace("name: vps-b,", "name: vps-b, user: nobody-here,")
                .Replace("drain-timeout: 1s", "drain-timeout: 1s, keepalive: 3s")
        );
        var a = await HostPicture.OfTshAsync(hosts.A);

        var refused = await hosts.TshAsync("setup");

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain("nobody-here on vps-b");
        refused.Log.ShouldContain("no host was changed");
        (await HostPicture.OfTshAsync(hosts.A)).ShouldShowTheSameAs(a);
        await hosts.WriteManifestAsync();
        var again = await hosts.TshAsync("setup");
        again.ExitCode.ShouldBe(0, again.Log);
        again.Log.ShouldContain("Plan for vps-a:");
        again.Log.ShouldContain("Plan for vps-b:");
        again.Log.ShouldNotContain("~ write");
        again.Log.ShouldContain("vps-a, vps-b are set up");
        await hosts.ShouldServeAsync("v2");
    }

    /// <summary>Steps begun and not ended, at their most.</summary>
    private static int MostAtOnce(string log)
    {
        var (now, most) = (0, 0);
        foreach (var line in log.Split('\n'))
        {
            now +=
                line.StartsWith('→') ? 1
                : line.StartsWith('✓') && line.Contains(" · ") ? -1
                : 0;
            most = Math.Max(most, now);
        }

        return most;
    }
}
