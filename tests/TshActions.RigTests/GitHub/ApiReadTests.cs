using TshActions.GitHub.Api;
using TshActions.Rig.Forge;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>Reads get through what passes, pay for nothing twice, and give the token to nobody else.</summary>
public sealed class ApiReadTests
{
    [Fact]
    public async Task What_did_not_change_costs_no_request_of_the_hour()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: read");
        var deployment = bench.Forge.Repository.Deploy(bench.Commit, "staging", "{}", "x");
        var deployments = new Deployments(api);

        await deployments.StatusesAsync(deployment.Id, Cancel);
        await deployments.StatusesAsync(deployment.Id, Cancel);
        bench.Forge.Hour.Used.ShouldBe(1);

        bench.Forge.Repository.Set(deployment, "success", "x");
        (await deployments.StatusesAsync(deployment.Id, Cancel))
            .ShouldHaveSingleItem()
            .State.ShouldBe("success");
        bench.Forge.Hour.Used.ShouldBe(2);
    }

    public static TheoryData<string, Fault.Kind> Passing =>
        new()
        {
            { "502", new Fault.Kind.Answer(502, "<html>") },
            { "503", new Fault.Kind.Answer(503) },
            { "lost", new Fault.Kind.Lost() },
            { "truncated", new Fault.Kind.Truncated() },
            { "half a JSON", new Fault.Kind.Answer(200, "[{") },
        };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_asked_again_three_times_and_no_more(
        string what,
        Fault.Kind kind
    )
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: read");
        bench.Forge.Break(new("GET", "/deployments", kind, Times: 3));

        (await new Deployments(api).ListAsync("staging", bench.Commit, Cancel)).ShouldBeEmpty(what);
        bench.Said.Count.ShouldBe(3);

        bench.Forge.Break(new("GET", "/deployments", kind, Times: 4));
        var failure = await Should.ThrowAsync<ApiFailure>(() =>
            new Deployments(api).ListAsync("staging", new('a', 40), Cancel)
        );
        failure.MayPass.ShouldBeTrue();
        bench.Said.Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_is_on_several_pages_is_read_to_the_last()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("checks: read", "statuses: read");
        for (var at = 0; at < 250; at++)
            bench.Forge.Repository.Checks.Add(
                new(at + 1, bench.Commit, $"check {at}", "success", 5, IsStatus: false)
            );

        var checks = await new CommitEvidence(api).ChecksAsync(bench.Commit, "", Cancel);

        checks.Select(check => check.Name).Distinct().Count().ShouldBe(250);
        bench.Forge.Exchanges.Count.ShouldBe(3 + 1);
    }

    [Fact]
    public async Task A_repository_that_was_renamed_is_followed_with_the_token()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: read");
        bench.Forge.Break(
            new(
                "GET",
                "/deployments",
                new Fault.Kind.Answer(
                    301,
                    "{}",
                    (
                        "location",
                        $"{bench.Forge.Environment["GITHUB_API_URL"]}/repos/shop/erp/deployments"
                    )
                )
            )
        );

        (await new Deployments(api).ListAsync("staging", bench.Commit, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_else_an_answer_leads_to_never_sees_the_token()
    {
        await using var bench = await StartAsync();
        await using var stranger = await StartAsync();
        using var api = bench.Api("deployments: read");
        bench.Forge.Break(
            new(
                "GET",
                "/deployments",
                new Fault.Kind.Answer(
                    302,
                    "{}",
                    (
                        "location",
                        $"{stranger.Forge.Environment["GITHUB_API_URL"]}/repos/shop/erp/deployments"
                    )
                )
            )
        );

        var failure = await Should.ThrowAsync<ApiFailure>(() =>
            new Deployments(api).ListAsync("staging", bench.Commit, Cancel)
        );

        failure.Why.ShouldBe(Failing.Token);
        stranger
            .Forge.Exchanges.ShouldHaveSingleItem()
            .Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task A_write_does_not_follow_where_it_would_become_a_read()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");
        bench.Forge.Break(
            new(
                "POST",
                "/deployments",
                new Fault.Kind.Answer(
                    302,
                    "{}",
                    (
                        "location",
                        $"{bench.Forge.Environment["GITHUB_API_URL"]}/repos/shop/erp/deployments"
                    )
                )
            )
        );

        await Should.ThrowAsync<ApiFailure>(() =>
            new Deployments(api).CreateAsync(bench.New(), "k1", Cancel)
        );
        bench.Forge.Repository.Deployments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_question_names_its_version_and_who_asks()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: read");

        await new Deployments(api).ListAsync("staging", bench.Commit, Cancel);

        var headers = bench.Forge.Exchanges.Single().Headers;
        headers["X-GitHub-Api-Version"].ShouldBe("2022-11-28");
        headers["User-Agent"].ShouldStartWith("tsh/");
        headers["Accept"].ShouldBe("application/vnd.github+json");
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_for_ever()
    {
        await using var bench = await StartAsync();
        using var api = bench.With(
            bench.Forge.Allow("deployments: read"),
            time: TimeProvider.System
        );
        // Longer than the answer may take, by the forge's own clock, which tests do not wait for.
        bench.Forge.Break(new("GET", "/deployments", new Fault.Kind.Never(), Times: 4));

        var failure = await Should.ThrowAsync<ApiFailure>(() =>
            new Deployments(api).ListAsync("staging", bench.Commit, Cancel)
        );
        failure.Message.ShouldContain("no answer within 0.5 s");
    }
}
