using TshActions.Rig.Load;

namespace TshActions.RigTests.Load;

/// <summary>Short loads that end by their greatest count, so that a test knows how many requests there were.</summary>
internal static class Loads
{
    public static readonly LoadRequest Get = LoadRequest.Get("/orders");

    public static readonly LoadRequest Post = LoadRequest.Post(
        "/orders",
        """{"item":"Ventil ½″","count":2}"""
    );

    public static LoadPlan Plan(int port, long requests, params IReadOnlyList<LoadRequest> mix) =>
        new("127.0.0.1", port, mix)
        {
            Connections = 1,
            MaxRequests = requests,
            MaxDuration = TimeSpan.FromSeconds(30),
            RequestTimeout = TimeSpan.FromSeconds(10),
        };

    public static async Task<LoadResult> ToItsEndAsync(LoadPlan plan)
    {
        await using var run = LoadRun.Start(plan);
        await run.UntilAsync(
            run.Mark("all"),
            _ => !run.IsRunning,
            TestContext.Current.CancellationToken
        );
        return await run.StopAsync();
    }
}
