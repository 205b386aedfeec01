using TshActions.Rig.Erp;
using TshActions.Rig.Load;

namespace TshActions.RigTests.Traffic;

/// <summary>Clients of a bench's site, bounded in count and time, and what they saw in words.</summary>
internal static class SiteLoad
{
    /// <summary>Keep-alive reads, and a fifth of signed-in orders, which nobody may repeat.</summary>
    public static Task<LoadRun> StartAsync(Workbench bench) =>
        StartAsync(bench.Site, perSecond: 200, TimeSpan.FromSeconds(60));

    /// <summary>So few that whole verbs can run beside them on a busy machine.</summary>
    public static Task<LoadRun> StartLightAsync(Uri site) =>
        StartAsync(site, perSecond: 30, TimeSpan.FromMinutes(4));

    private static async Task<LoadRun> StartAsync(Uri site, double perSecond, TimeSpan longest)
    {
        var cancel = TestContext.Current.CancellationToken;
        return LoadRun.Start(
            await ErpOrder.LightClientsAsync(site, cancel) with
            {
                RequestsPerSecond = perSecond,
                MaxRequests = 12_000,
                MaxDuration = longest,
            }
        );
    }

    /// <summary>A detector that asked nothing sees nothing.</summary>
    public static void ShouldHaveNoFailure(this LoadResult seen, long least)
    {
        seen.Requests.ShouldBeGreaterThanOrEqualTo(least);
        seen.Failed.ShouldBe(0, LoadReport.Text(seen));
    }

    public static void ShouldSeeFailures(this LoadResult seen) =>
        seen.Failed.ShouldBeGreaterThan(0, LoadReport.Text(seen));
}
