using System.Text.RegularExpressions;
using TshActions.Rig.Load.Long;
using TshActions.Rig.Runner;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Traffic;

/// <summary>
/// Requests of twenty seconds, streams of events and websockets through whole verbs: all of them end whole where
/// `drain-timeout` gives them the time, and where it does not, the verb that cuts them says so.
/// </summary>
[Collection(ProcessHostCollection.Name)]
public sealed partial class LongRequestByVerbTests(ProcessHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 300_000)]
    public async Task A_deployment_and_a_rollback_cut_none_when_they_have_time_to_drain()
    {
        await host.StartWarmAsync();
        await Bench.WriteManifestAsync(manifest =>
            ProcessHost.Usual(manifest).Replace("drain-timeout: 1s", "drain-timeout: 40s")
        );
        await Bench.BuildReleaseAsync("drained");
        await using var load = await StartAsync("v2");

        var (deployed, deployedAt) = await SwitchedAsync(
            "deploy-slot",
            ("release", "drained"),
            ("path", "drained"),
            ("env-file", Bench.EnvFile),
            ("confirm", "self")
        );
        var (back, backAt) = await SwitchedAsync("rollback");
        var seen = await load.StopAsync();

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Log.ShouldMatch("✓ Drain blue · .* no connection left");
        back.ExitCode.ShouldBe(0, back.Log);
        back.Log.ShouldMatch("✓ Drain green · .* no connection left");
        seen.ShouldAllBe(request => !request.WasCut);
        foreach (var kind in Enum.GetValues<LongKind>())
        {
            seen.ShouldContain(request =>
                request.Kind == kind && request.Release == "v2" && request.WasInFlightAt(deployedAt)
            );
            seen.ShouldContain(request =>
                request.Kind == kind
                && request.Release == "drained"
                && request.WasInFlightAt(backAt)
            );
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task Too_short_a_drain_is_told_and_so_is_what_the_next_deployment_cuts()
    {
        await host.StartWarmAsync();
        await Bench.BuildReleaseAsync("hasty-1");
        await Bench.BuildReleaseAsync("hasty-2");
        await using var load = await StartAsync("v2");

        var first = await Bench.DeployAsync("hasty-1");
        var second = await Bench.DeployAsync("hasty-2");

        first.ExitCode.ShouldBe(0, first.Log);
        Number(StillOpen(), first.Log).ShouldBeGreaterThanOrEqualTo(3);
        second.ExitCode.ShouldBe(0, second.Log);
        // An answer that never came names no release; the new slot's own are all still under way.
        var cut = load.Ended.Where(request => request.WasCut).ToList();
        foreach (var kind in Enum.GetValues<LongKind>())
            cut.ShouldContain(request => request.Kind == kind);
        Number(Cut(), second.Log).ShouldBeGreaterThanOrEqualTo(cut.Count);
    }

    /// <summary>Three of twenty seconds in flight at least, by the kernel's own table.</summary>
    private async Task<LongRequests> StartAsync(string release)
    {
        (await Bench.ReleaseAtSiteAsync()).ShouldBe(release);
        var load = LongRequests.Start(new LongPlan(Bench.Site) { OfEachKind = 2 });
        await Eventually.HoldsAsync(
            "three long requests on port 8001",
            async () =>
                int.Parse(
                    await host.Vps.ShellAsync(
                        "ss -Htn state established '( sport = :8001 )' | wc -l",
                        Cancel
                    )
                ) >= 3
        );
        return load;
    }

    private async Task<(TshResult Run, DateTimeOffset SwitchedAt)> SwitchedAsync(
        string verb,
        params (string Name, string Value)[] inputs
    )
    {
        var at = DateTimeOffset.MinValue;
        var run = await Bench.TshAsync(
            verb,
            line => at = line.StartsWith("✓ Switch ") ? DateTimeOffset.UtcNow : at,
            Cancel,
            inputs
        );
        return (run, at);
    }

    private static int Number(Regex text, string log)
    {
        var found = text.Match(log);
        found.Success.ShouldBeTrue(log);
        return int.Parse(found.Groups[1].Value);
    }

    [GeneratedRegex(@"✓ Drain blue · .* (\d+) connections still open")]
    private static partial Regex StillOpen();

    [GeneratedRegex(@"✓ Prepare blue .*; stopped with (\d+) connections to it still open")]
    private static partial Regex Cut();
}
