using TshActions.GitHub.Api;
using TshActions.Rig.Forge;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>What changes something at GitHub happens once, whatever becomes of its answer.</summary>
public sealed class ApiWriteTests
{
    [Fact]
    public async Task A_deployment_is_made_with_all_that_keeps_GitHub_from_deciding()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");

        var made = await new Deployments(api).CreateAsync(bench.New(), "k1", Cancel);

        made.Sha.ShouldBe(bench.Commit);
        bench.Forge.Repository.Deployments.ShouldHaveSingleItem().Id.ShouldBe(made.Id);
        bench.Asked.ShouldBe(["POST /repos/shop/erp/deployments 201"]);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("truncated")]
    public async Task One_whose_answer_was_lost_is_found_again_and_not_made_twice(string how)
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");
        bench.Forge.Break(
            new(
                "POST",
                "/deployments",
                how is "lost" ? new Fault.Kind.Lost() : new Fault.Kind.Truncated()
            )
        );

        var made = await new Deployments(api).CreateAsync(bench.New(), "k1", Cancel);

        bench.Forge.Repository.Deployments.ShouldHaveSingleItem().Id.ShouldBe(made.Id);
        bench.Said.ShouldHaveSingleItem().ShouldEndWith("; looking whether it was heard");
    }

    [Fact]
    public async Task One_that_was_not_heard_is_made_after_a_look()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");
        bench.Forge.Break(new("POST", "/deployments", new Fault.Kind.Answer(502)));
        bench.Forge.Repository.Deploy(bench.Commit, "staging", "another's", "somebody");

        var made = await new Deployments(api).CreateAsync(bench.New(), "k1", Cancel);

        bench.Forge.Repository.Deployments[^1].Id.ShouldBe(made.Id);
        bench.Forge.Repository.Deployments.Count.ShouldBe(2);
        bench
            .Asked.Select(asked => asked.Split('?')[0].Replace("/repos/shop/erp", ""))
            .ShouldBe(["POST /deployments 502", "GET /deployments", "POST /deployments 201"]);
    }

    [Fact]
    public async Task A_proxy_that_repeats_leaves_two_and_each_is_told_by_its_key()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");
        bench.Forge.Break(new("POST", "/statuses", new Fault.Kind.Twice()));
        var made = await new Deployments(api).CreateAsync(bench.New(), "k1", Cancel);

        await new Deployments(api).SetAsync(made.Id, new("in_progress", "", "", null), Cancel);

        // The same words twice say the same.
        bench
            .Forge.Repository.Deployments.ShouldHaveSingleItem()
            .Statuses.Select(status => status.State)
            .ShouldBe(["in_progress", "in_progress"]);
    }

    [Fact]
    public async Task Writes_are_a_second_apart_and_reads_are_not()
    {
        await using var bench = await StartAsync();
        using var api = bench.Api("deployments: write");
        var deployments = new Deployments(api);
        var begin = bench.Time.GetUtcNow();

        var made = await deployments.CreateAsync(bench.New(), "k1", Cancel);
        await deployments.SetAsync(made.Id, new("queued", "", "", null), Cancel);
        await deployments.SetAsync(made.Id, new("in_progress", "", "", null), Cancel);
        (bench.Time.GetUtcNow() - begin).ShouldBe(TimeSpan.FromSeconds(2));

        await deployments.StatusesAsync(made.Id, Cancel);
        await deployments.StatusesAsync(made.Id, Cancel);
        (bench.Time.GetUtcNow() - begin).ShouldBe(TimeSpan.FromSeconds(2));
    }
}
