using System.Text.Json.Nodes;
using TshActions.Rig.Erp;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>What a real host remembers of what nobody told GitHub, read through its sshd.</summary>
public sealed class MetricsOnHostTests(Workbench host) : IClassFixture<Workbench>
{
    [Fact(Timeout = 180_000)]
    public async Task Two_deployments_and_a_rollback_by_hand_are_in_the_figures()
    {
        await host.SetUpWithAsync("r1");
        await host.BuildReleaseAsync("r2");
        (await host.DeployAsync("r2")).ExitCode.ShouldBe(0);
        (await host.TshAsync("rollback")).ExitCode.ShouldBe(0);
        await using var bench = await StartAsync();
        bench.Time.Advance(DateTimeOffset.UtcNow - bench.Time.GetUtcNow() + TimeSpan.FromHours(1));

        var result = await new TshOnGitHub(bench, permissions: ["deployments: read"])
        {
            Changes =
            [
                ("app: erp\n", "app: tsh-erp\n"),
                (TshOnGitHub.ProductionHost, ErpManifest.Host("two", host.Vps)),
            ],
        }.RunAsync(
            "metrics",
            ("environments", "production"),
            ("journal-ssh-key", await host.Key.ReadPrivateKeyAsync(Cancel))
        );

        result.ExitCode.ShouldBe(0, result.Log);
        result.Log.ShouldContain("the journals of 1 host are in it");
        var production = JsonNode.Parse(result.Outputs["figures"])!["production"]!;
        ((int)production["success-rate"]!["n"]!).ShouldBe(2, result.Log);
        ((double)production["rollback-rate"]!["value"]!).ShouldBe(0.5, result.Log);
        ((int)production["recovery-time"]!["n"]!).ShouldBe(1, result.Log);
    }
}
