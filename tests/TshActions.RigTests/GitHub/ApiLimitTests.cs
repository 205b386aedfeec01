using TshActions.GitHub.Api;
using TshActions.Rig.Forge;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>GitHub's limits are obeyed to the second, by GitHub's clock, and only as long as the run can wait.</summary>
public sealed class ApiLimitTests
{
    private static readonly (string, string) Secondary = ("retry-after", "30");

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task What_asks_to_wait_is_waited_for_and_asked_again(string method)
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");
        bench.Forge.Break(new(method, "/deployments", new Fault.Kind.Answer(429, "{}", Secondary)));

        var begin = bench.Time.GetUtcNow();
        await AskAsync(api, method, bench);

        (bench.Time.GetUtcNow() - begin).ShouldBe(TimeSpan.FromSeconds(30));
        bench.Said.ShouldHaveSingleItem().ShouldStartWith("  GitHub asks to wait 30 s before");
        bench.Forge.Repository.Deployments.Count.ShouldBe(method is "POST" ? 1 : 0);
    }

    [Fact]
    public async Task A_secondary_limit_that_says_no_time_is_a_minute_and_then_two()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: read");
        bench.Forge.Break(
            new(
                "GET",
                "/deployments",
                new Fault.Kind.Answer(
                    403,
                    """{"message":"You have exceeded a secondary rate limit."}"""
                ),
                Times: 2
            )
        );

        var begin = bench.Time.GetUtcNow();
        await AskAsync(api, "GET", bench);
        (bench.Time.GetUtcNow() - begin).ShouldBe(TimeSpan.FromMinutes(3));
    }

    /// <summary>A minute before the hour is over, with a clock of GitHub's that is an hour and a half ahead of ours.</summary>
    [Fact]
    public async Task The_end_of_the_hour_is_reckoned_by_the_clock_that_set_it()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: read");
        var skew = TimeSpan.FromMinutes(90);
        UseUp(bench, TimeSpan.FromMinutes(1));
        bench.Forge.Break(new("GET", "/deployments", new Fault.Kind.Skewed(skew)));

        var begin = bench.Time.GetUtcNow();
        await AskAsync(api, "GET", bench);
        (bench.Time.GetUtcNow() - begin).ShouldBe(TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task A_wait_that_is_longer_than_the_run_may_wait_fails_at_once_and_says_until_when()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api(TimeSpan.FromMinutes(1), "deployments: read");
        UseUp(bench, TimeSpan.FromMinutes(40));

        var begin = bench.Time.GetUtcNow();
        var failure = await Should.ThrowAsync<ApiFailure>(() => AskAsync(api, "GET", bench));

        failure.Why.ShouldBe(Failing.Limit);
        failure.Message.ShouldContain("the hour's requests are used up; it asks to wait 2401 s");
        bench.Time.GetUtcNow().ShouldBe(begin);
    }

    private static void UseUp(ApiBench bench, TimeSpan left)
    {
        bench.Forge.Hour.Used = bench.Forge.Hour.Limit;
        bench.Forge.Hour.Reset = bench.Time.GetUtcNow() + left;
    }

    private static Task AskAsync(GitHubApi api, string method, ApiBench bench) =>
        method is "POST"
            ? new Deployments(api).CreateAsync(bench.New(), "k1", Cancel)
            : new Deployments(api).ListAsync("staging", bench.Commit, Cancel);
}
