using TshActions.Rig.Erp;

namespace TshActions.RigTests.Gate;

/// <summary>
/// 60 s up and 60 s down by turns, of which 2 min in 5 min are too much; everything here is the twentieth part of it.
/// </summary>
[Collection(BakingHostCollection.Name)]
public sealed class FlappingTests(BakingHost host, ITestOutputHelper output)
{
    // 2 min of ticks.
    private const int InARow = 12;

    private const string Off = "failing-for: { then: off }";
    private const string On = "failing-for: { longer-than: 6s, within: 15s }";

    [Fact(Timeout = 180_000)]
    public async Task Never_long_at_once_but_too_long_in_all()
    {
        await host.WriteGateAsync(Gate(Off));
        await host.DeployUnconfirmedAsync(
            "flapping",
            new ErpSwitches { Flap = TimeSpan.FromSeconds(3) }
        );

        var blind = await host.Bench.TshAsync("health-gate", ("on-failure", "report"));

        blind.ExitCode.ShouldBe(0, blind.Log);
        var recording = BakingHost.Recorded(host.Bench);
        var bad = BakingHost.BadTicks(recording);
        var longest = Longest(bad);
        output.WriteLine(
            $"without the rule: {blind.Outputs["verdict"]}; {bad.Count} of {recording.Ticks.Count} ticks bad, at most {longest} in a row"
        );
        bad.Count.ShouldBeGreaterThan(InARow);
        longest.ShouldBeLessThan(InARow);

        await host.WriteGateAsync(Gate(On));
        var replayed = await host.Bench.TshAsync(
            "health-gate",
            ("replay", ".tsh/health-gate.ndjson")
        );
        replayed.ExitCode.ShouldBe(1, replayed.Log);
        replayed.Log.ShouldContain("failing-for");

        var takenBack = await host.Bench.TshAsync("health-gate", ("release", "flapping"));

        output.WriteLine($"with it: {takenBack.Outputs["reason"]}");
        takenBack.ExitCode.ShouldBe(5, takenBack.Log);
        takenBack.Outputs["action"].ShouldBe("rollback");
        takenBack.Outputs["reason"].ShouldContain("(limit 6 s)");
        (await host.Bench.ReleaseAtSiteAsync()).ShouldNotBe("flapping");
    }

    private static string Gate(string rule) =>
        BakingHost.Quick(
            bake: "16s",
            probes: "{ name: health, path: /health }, { name: products, path: \"/products?limit=5\" }",
            rules: rule
        );

    private static int Longest(IReadOnlyList<int> ticks)
    {
        var (longest, now) = (0, 0);
        for (var place = 0; place < ticks.Count; place++)
        {
            now = place > 0 && ticks[place] == ticks[place - 1] + 1 ? now + 1 : 1;
            longest = Math.Max(longest, now);
        }

        return longest;
    }
}
