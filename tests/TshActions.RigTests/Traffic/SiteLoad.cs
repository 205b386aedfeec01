using TshActions.Rig.Erp;
using TshActions.Rig.Load;

namespace TshActions.RigTests.Traffic;

/// <summary>Clients of a bench's site, bounded in count and time, and what they saw in words.</summary>
internal static class SiteLoad
{
    /// <summary>Keep-alive reads, and a fifth of signed-in orders, which nobody may repeat.</summary>
    public static async Task<LoadRun> StartAsync(Workbench bench)
    {
        var cancel = TestContext.Current.CancellationToken;
        var order = await ErpOrder.SignInAsync(bench.Site, weight: 1, cancel);
        return LoadRun.Start(
            LoadPlan.Gentle(
                "127.0.0.1",
                bench.Vps.SitePort,
                LoadRequest.Get("/health", 2),
                LoadRequest.Get("/products?limit=5", 2),
                order
            ) with
            {
                RequestsPerSecond = 200,
                MaxRequests = 12_000,
                MaxDuration = TimeSpan.FromSeconds(60),
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
