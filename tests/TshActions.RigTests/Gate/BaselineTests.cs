using TshActions.Rig.Erp;

namespace TshActions.RigTests.Gate;

/// <summary>How slow is too slow is told by the release before.</summary>
[Collection(BakingHostCollection.Name)]
public sealed class BaselineTests(BakingHost host, ITestOutputHelper output)
{
    private const int Samples = 10;

    // Long enough that what the machine adds to each answer is little beside it.
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(60);

    private static readonly string Gate = BakingHost.Quick(
        bake: "6s",
        probes: "{ name: health, path: /health, category: read }, { name: products, path: \"/products?limit=5\" }",
        more: $"  baseline: {{ samples: {Samples}, pace: 50ms }}",
        rules: "degradation: { ratio-above: 4 }\n    failing-for: { then: off }"
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Several_times_slower_than_the_release_before_goes_back_and_twice_as_slow_stays()
    {
        await host.WriteGateAsync(Gate);
        await host.Bench.BuildReleaseAsync("quick", new ErpSwitches { Slow = Before });
        var quick = await host.Bench.DeployAsync("quick");
        quick.ExitCode.ShouldBe(0, quick.Log);

        var deployed = await host.DeployUnconfirmedAsync(
            "seven-times",
            new ErpSwitches { Slow = 7 * Before }
        );
        deployed.Log.ShouldContain($"baseline of {Samples} samples from ");
        (await KeptAsync(deployed.Outputs["live-slot"])).ShouldBe(
            $"{Samples} lines, health {Samples}, products {Samples}"
        );
        var takenBack = await host.Bench.TshAsync("health-gate", ("release", "seven-times"));

        output.WriteLine($"7 ×: {takenBack.Outputs["reason"]}");
        takenBack.ExitCode.ShouldBe(5, takenBack.Log);
        takenBack.Outputs["action"].ShouldBe("rollback");
        takenBack.Outputs["live-release"].ShouldBe("quick");
        takenBack.Log.ShouldContain("degradation: ");
        takenBack.Outputs["reason"].ShouldContain("4 × the ");
        takenBack.Outputs["reason"].ShouldContain("6 of the last ");

        await host.DeployUnconfirmedAsync("twice", new ErpSwitches { Slow = 2 * Before });
        var stays = await host.Bench.TshAsync("health-gate", ("release", "twice"));

        output.WriteLine($"2 ×: {stays.Outputs["verdict"]}: {stays.Outputs["reason"]}");
        stays.ExitCode.ShouldBe(0, stays.Log);
        stays.Outputs["action"].ShouldBe("promote");
        stays.Outputs["live-release"].ShouldBe("twice");
    }

    private async Task<string> KeptAsync(string slot) =>
        (
            await host.Vps.ShellAsync(
                $$"""awk '/"health":/ { h++ } /"products":/ { p++ } END { print NR " lines, health " h ", products " p }' {{BakingHost.Root}}/slots/{{slot}}/baseline""",
                Cancel
            )
        ).Trim();
}
