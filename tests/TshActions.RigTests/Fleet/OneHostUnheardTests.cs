namespace TshActions.RigTests.Fleet;

/// <summary>
/// A host that is not heard any more: the others are brought back by the run, that one by its own guard. All of them
/// serve v2 at the end.
/// </summary>
[Collection(TwoHostsCollection.Name)]
public sealed class OneHostUnheardTests(TwoHosts hosts)
{
    private const string Untouched =
        @"live   \w+ \(v2\) on vps-a, untouched; \w+ \(v2\) on vps-b, untouched";

    private const string GuardsBack =
        @"live   \w+ \(v2\) on vps-a, switched back to; unknown on vps-b: .*Its guard takes the traffic back to \w+ \(v2\) within 20 s";

    [Fact]
    public async Task Before_anything_was_begun_nothing_is()
    {
        await hosts.WriteManifestAsync();
        TwoHosts.Cut(hosts.B);

        var refused = await hosts.DeployAsync("too-early");
        var status = await hosts.TshAsync("status");
        var recovered = await hosts.TshAsync("recover");
        TwoHosts.Heal(hosts.B);

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldMatch("✗ .*vps-b.*");
        refused.Log.ShouldContain("No host was touched");
        refused.Log.ShouldNotContain("→ Open the journal");
        status.ExitCode.ShouldBe(4, status.Log);
        status.Log.ShouldMatch(@"live   \w+ \(v2\) on vps-a, untouched; unknown on vps-b");
        recovered.ExitCode.ShouldBe(4, recovered.Log);
        recovered.Log.ShouldContain(
            "✓ End what was left, write down what nginx does, and have it run on vps-a"
        );
        await hosts.ShouldServeAsync("v2");
    }

    [Theory]
    [InlineData("→ Prepare", "prepare", 4, Untouched)]
    [InlineData("→ Gate", "gate", 4, Untouched)]
    [InlineData("→ Switch", "switch", 6, GuardsBack)]
    [InlineData("→ Prove", "prove", 6, GuardsBack)]
    public async Task The_others_are_brought_back_and_its_guard_brings_it_back(
        string when,
        string release,
        int code,
        string live
    )
    {
        await hosts.WriteManifestAsync();

        var failed = await hosts.DeployAsync(
            release,
            TwoHosts.When(when, () => TwoHosts.Cut(hosts.B))
        );
        (await TwoHosts.ReleaseAtAsync(hosts.A)).ShouldBe("v2");
        await TwoHosts.SettledAsync(hosts.B);
        TwoHosts.Heal(hosts.B);

        failed.ExitCode.ShouldBe(code, failed.Log);
        failed.Log.ShouldMatch(live);
        await hosts.ShouldServeAsync("v2");
    }

    [Fact]
    public async Task What_is_confirmed_on_one_and_cannot_be_on_the_other_is_rolled_back()
    {
        await hosts.WriteManifestAsync(TwoHosts.OneAtATime);

        var failed = await hosts.DeployAsync(
            "half-sure",
            TwoHosts.When("✓ Confirm half-sure on vps-a", () => TwoHosts.Cut(hosts.B))
        );
        (await TwoHosts.ReleaseAtAsync(hosts.A)).ShouldBe("v2");
        await TwoHosts.SettledAsync(hosts.B);
        TwoHosts.Heal(hosts.B);

        failed.ExitCode.ShouldBe(6, failed.Log);
        failed.Log.ShouldMatch(GuardsBack);
        failed.Log.ShouldMatch(@"on vps-a .* rolled back to v2 in \w+");
        await hosts.ShouldServeAsync("v2");
    }

    /// <summary>Packets are swallowed, so only time tells: the way a network really goes.</summary>
    [Fact]
    public async Task During_the_bake_all_go_back()
    {
        await hosts.WriteManifestAsync(manifest => manifest.Replace("bake: 5s", "bake: 90s"));
        (await hosts.DeployAsync("unwatched", inputs: ("confirm", "gate"))).ExitCode.ShouldBe(0);

        var ended = await hosts.TshAsync(
            "health-gate",
            TwoHosts.When("→ Bake", () => TwoHosts.Silence(hosts.B))
        );
        (await TwoHosts.ReleaseAtAsync(hosts.A)).ShouldBe("v2");
        await TwoHosts.SettledAsync(hosts.B);
        TwoHosts.Heal(hosts.B);

        ended.ExitCode.ShouldBe(6, ended.Log);
        ended.Outputs["verdict"].ShouldBe("inconclusive");
        ended.Log.ShouldMatch(
            @"live   \w+ \(v2\) on vps-a, switched back to; unknown on vps-b: .*Its guard"
        );
        await hosts.ShouldServeAsync("v2");
    }
}
