namespace TshActions.RigTests.Gate;

/// <summary>What takes both slots down is no release's fault, and going back would mend nothing.</summary>
[Collection(BakingHostCollection.Name)]
public sealed class SharedTroubleTests(BakingHost host)
{
    [Fact(Timeout = 180_000)]
    public async Task Without_a_database_the_release_is_held_and_with_it_the_gate_passes()
    {
        // Without its database a slot takes longer to answer than a tick of the other tests.
        await host.WriteGateAsync(
            BakingHost
                .Quick(bake: "8s")
                .Replace("interval: 500ms", "interval: 1s")
                .Replace("timeout: 3s", "timeout: 800ms")
        );
        await host.DeployUnconfirmedAsync("no-database");

        try
        {
            await host.ShellAsync("systemctl stop postgresql");
            var held = await host.Bench.TshAsync("health-gate", ("release", "no-database"));

            held.ExitCode.ShouldBe(3, held.Log);
            held.Outputs["verdict"].ShouldBe("inconclusive");
            held.Outputs["action"].ShouldBe("hold");
            held.Outputs["live-release"].ShouldBe("no-database");
            held.Outputs["reason"].ShouldContain("both slots failed");
            held.Log.ShouldContain(
                "both slots failed together, so taking no-database back would mend nothing"
            );
            held.Log.ShouldContain("✓ Hold");
            (await host.Bench.ReleaseAtSiteAsync()).ShouldBe("no-database");
        }
        finally
        {
            await host.ShellAsync("systemctl start postgresql");
            await host.WellAsync();
        }

        var passed = await host.Bench.TshAsync("health-gate", ("release", "no-database"));

        passed.ExitCode.ShouldBe(0, passed.Log);
        passed.Outputs["verdict"].ShouldBe("pass");
        passed.Outputs["action"].ShouldBe("promote");
        passed.Log.ShouldContain("✓ Confirm no-database");
    }
}
