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
