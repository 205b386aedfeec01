namespace TshActions.RigTests.Fleet;

/// <summary>Two hosts cannot change at one instant. When a run dies between them they differ, and nobody is left in the dark.</summary>
[Collection(TwoHostsCollection.Name)]
public sealed class HostsApartTests(TwoHosts hosts)
{
    [Fact]
    public async Task A_run_that_dies_between_two_confirms_leaves_hosts_that_differ_and_the_next_brings_them_together()
    {
        await hosts.WriteManifestAsync(TwoHosts.OneAtATime);
        // For the hosts it is the same whether the run died or lost them both.
        await hosts.DeployAsync(
            "apart",
            TwoHosts.When(
                "✓ Confirm apart on vps-a",
                () =>
                {
                    TwoHosts.Cut(hosts.A);
                    TwoHosts.Cut(hosts.B);
                }
            )
        );
        await TwoHosts.SettledAsync(hosts.B);
        await TwoHosts.SettledAsync(hosts.A);
        TwoHosts.Heal(hosts.A);
        TwoHosts.Heal(hosts.B);
        (await TwoHosts.ReleaseAtAsync(hosts.A)).ShouldBe("apart");
        (await TwoHosts.ReleaseAtAsync(hosts.B)).ShouldBe("v2");
        const string Differ = "the hosts serve different releases: apart on vps-a, v2 on vps-b";
        await hosts.WriteManifestAsync();

        var status = await hosts.TshAsync("status");
        var gate = await hosts.TshAsync("health-gate");
        var recover = await hosts.TshAsync("recover");
        var back = await hosts.TshAsync("rollback");

        status.ExitCode.ShouldBe(1, status.Log);
        status.Log.ShouldContain(Differ);
        gate.ExitCode.ShouldBe(3, gate.Log);
        gate.Log.ShouldContain(Differ);
        recover.ExitCode.ShouldBe(1, recover.Log);
        recover.Log.ShouldContain(Differ);
        back.ExitCode.ShouldBe(1, back.Log);
        back.Log.ShouldContain(Differ);
        back.Log.ShouldContain("`target`");
        (await TwoHosts.ReleaseAtAsync(hosts.A)).ShouldBe("apart");

        var repaired = await hosts.DeployAsync("apart");

        repaired.ExitCode.ShouldBe(0, repaired.Log);
        repaired.Log.ShouldContain("the hosts serve different releases now");
        repaired.Log.ShouldContain("Nothing to do on vps-a: apart is live");
        repaired.Log.ShouldNotContain("→ Migrate");
        repaired.Log.ShouldMatch(@"live   \w+ \(apart\) on vps-a; \w+ \(apart\) on vps-b\n");
        await hosts.ShouldServeAsync("apart");
        var named = await hosts.TshAsync("rollback", inputs: ("target", "v2"));
        named.ExitCode.ShouldBe(0, named.Log);
        await hosts.ShouldServeAsync("v2");
    }

    [Fact]
    public async Task A_rollback_that_one_host_cannot_follow_stays_where_it_got_and_a_named_one_ends_it()
    {
        await hosts.WriteManifestAsync();
        (await hosts.DeployAsync("regretted")).ExitCode.ShouldBe(0);
        const string flag = $"{TwoHosts.Root}/live";

        var half = await hosts.TshAsync(
            "rollback",
            TwoHosts.When("→ Switch", () => TwoHosts.Now(hosts.B, $"chown root {flag}"))
        );
        TwoHosts.Now(hosts.B, $"chown deploy {flag}");

        half.ExitCode.ShouldBe(6, half.Log);
        half.Log.ShouldMatch(@"live   \w+ \(v2\) on vps-a, and stays; \w+ \(regretted\) on vps-b");
        half.Outputs["live-release"].ShouldBe("");
        (await TwoHosts.ReleaseAtAsync(hosts.A)).ShouldBe("v2");
        (await TwoHosts.ReleaseAtAsync(hosts.B)).ShouldBe("regretted");

        var ended = await hosts.TshAsync("rollback", inputs: ("target", "v2"));

        ended.ExitCode.ShouldBe(0, ended.Log);
        ended.Log.ShouldContain("Nothing to do on vps-a: v2 is live");
        await hosts.ShouldServeAsync("v2");
    }
}
