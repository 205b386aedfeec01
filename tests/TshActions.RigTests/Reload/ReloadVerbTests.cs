using TshActions.Rig.Load;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Traffic;

namespace TshActions.RigTests.Reload;

/// <summary>The switch by reload as the verbs make it, with a real application and clients that stay.</summary>
public sealed class ReloadVerbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Deployments_and_rollbacks_by_reload_refuse_nobody()
    {
        await using var bench = await Workbench.StartAsync();
        await bench.WriteManifestAsync(manifest =>
            manifest.Replace("drain-timeout: 6s", "drain-timeout: 2s, switch: reload")
        );
        await WarmHost.FillAsync(bench);
        (await LiveFileAsync()).ShouldContain("blue");
        await bench.BuildReleaseAsync("v3");
        await using var load = await SiteLoad.StartLightAsync(bench.Site);

        var deployed = await bench.DeployAsync("v3", ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Log.ShouldContain("nginx 1.22.1 closes kept-alive connections at a reload");
        deployed.Log.ShouldMatch("✓ Switch blue → green · .* reload");
        (await LiveFileAsync()).ShouldContain("green");
        var gate = await bench.TshAsync("health-gate", ("release", "v3"));
        gate.ExitCode.ShouldBe(0, gate.Log);
        foreach (var release in new[] { "v2", "v3" })
        {
            var rolled = await bench.TshAsync("rollback", ("force", "true"));
            rolled.ExitCode.ShouldBe(0, rolled.Log);
            (await bench.ReleaseAtSiteAsync()).ShouldBe(release);
        }

        var seen = await load.StopAsync();
        seen.Requests.ShouldBeGreaterThan(200);
        foreach (var release in new[] { "v2", "v3" })
            seen.AnswersOf(release).ShouldNotBeNull(release);
        // This nginx closes kept-alive connections at a reload, sometimes under a request: that alone is forgiven.
        (seen.Failed - seen.Count(Outcome.ResetOnReused)).ShouldBe(0, LoadReport.Text(seen));

        Task<string> LiveFileAsync() =>
            bench.Vps.ShellAsync($"tail -n 1 {ReloadBench.Live}", Cancel);
    }
}
