using TshActions.Rig.Erp;
using TshActions.Rig.Load;

namespace TshActions.Rig.DropTest;

/// <summary>
/// The clients of every row: keep-alive connections that are idle most of the time, since idle ones are what a reload
/// closes. Less than the application can bear, or its own queues would be measured instead of the switch.
/// </summary>
internal static class DropClients
{
    /// <param name="site">Where to sign in; the load itself goes to <paramref name="port"/> on 127.0.0.1.</param>
    public static async Task<LoadPlan> PlanAsync(Uri site, int port, CancellationToken cancel)
    {
        var order = await ErpOrder.SignInAsync(site, weight: 1, cancel);
        // An order sent again is answered from memory: a POST that costs little.
        var again = order with
        {
            Weight = 2,
            Headers = new Dictionary<string, string>(order.Headers)
            {
                ["Idempotency-Key"] = $"drop-test-{Guid.NewGuid():N}",
            },
        };
        await PlaceFirstAsync(site, again, cancel);
        return new LoadPlan(
            "127.0.0.1",
            port,
            [
                LoadRequest.Get("/slow?seconds=0", 6),
                LoadRequest.Get("/inventory/TEA-10", 1),
                order,
                again,
            ]
        )
        {
            Connections = 48,
            MostThinkTime = TimeSpan.FromMilliseconds(280),
            MaxDuration = TimeSpan.FromMinutes(30),
        };
    }

    /// <summary>Two at once under one key would be told to wait, which is no failure of a switch.</summary>
    private static async Task PlaceFirstAsync(Uri site, LoadRequest order, CancellationToken cancel)
    {
        await using var first = LoadRun.Start(
            new LoadPlan(site.Host, site.Port, [order]) { Connections = 1, MaxRequests = 1 }
        );
        await first.UntilAsync(first.Mark("first"), seen => seen.Count(Outcome.Ok) is 1, cancel);
    }
}
