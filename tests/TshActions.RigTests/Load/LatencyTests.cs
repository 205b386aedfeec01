using TshActions.Rig.Load;

namespace TshActions.RigTests.Load;

public sealed class LatencyTests
{
    [Fact]
    public async Task A_slow_answer_shows_in_the_maximum_and_not_in_the_median()
    {
        var count = 0;
        await using var server = new RawServer(async conversation =>
        {
            while (await conversation.ReadRequestAsync() is not null)
            {
                if (Interlocked.Increment(ref count) == 50)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(300));
                }

                await conversation.SendAsync(Answers.Ok);
            }
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 100, Loads.Get));

        result.P50.ShouldBeLessThan(result.Max);
        result.P50.ShouldBeGreaterThan(TimeSpan.Zero);
        result.P99.ShouldBeInRange(result.P50, result.Max);
    }

    [Fact]
    public async Task The_report_shows_counts_releases_and_failures()
    {
        await using var server = RawServer.Answering(Answers.Of("502 Bad Gateway", "2026.11.1"));

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 1200, Loads.Post));
        var text = LoadReport.Text(result, failuresShown: 2);

        text.ShouldContain("1,200 requests");
        text.ShouldContain("1,200 failed");
        text.ShouldContain("release 2026.11.1: 1,200 answers");
        text.ShouldContain("POST /orders ServerError5xx: 502 BadGateway");
        text.ShouldContain("… and 1,198 more");
    }
}
