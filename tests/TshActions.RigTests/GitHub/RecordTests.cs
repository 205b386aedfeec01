using TshActions.Rig.Forge;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The verb `record`: one deployment, one truthful record, whatever happens to the run and to the answers.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_deployment_is_begun_with_all_that_is_known_and_ended_as_it_ended()
    {
        await using var bench = await StartAsync();
        var tsh = new TshOnGitHub(bench);

        var begun = await tsh.RunAsync(
            "record",
            ("state", "begin"),
            ("environment", "staging"),
            ("release", "v2"),
            ("drift-verdict", "pass")
        );

        begun.ExitCode.ShouldBe(0, begun.Log);
        var record = bench.Forge.Repository.Deployments.ShouldHaveSingleItem();
        begun.Outputs["deployment"].ShouldBe($"{record.Id}");
        begun.Outputs["tree"].ShouldBe(await bench.Forge.Repository.Git.TreeAsync("main"));
        record.Sha.ShouldBe(bench.Commit);
        ((string)record.Payload["release"]!).ShouldBe("v2");
        ((string)record.Payload["drift"]!).ShouldBe("pass");
        ((string)record.Payload["run"]!).ShouldEndWith($"/actions/runs/{tsh.Run.Id}/attempts/1");
        record.Statuses.ShouldHaveSingleItem().State.ShouldBe("in_progress");

        var ended = await tsh.EndAsync(begun, "pass", "240 ticks, none bad");

        ended.ExitCode.ShouldBe(0, ended.Log);
        var last = record.Statuses[^1];
        (last.State, last.Description, last.EnvironmentUrl).ShouldBe(
            ("success", "240 ticks, none bad", "https://staging.example.com/")
        );
    }

    [Fact]
    public async Task What_environments_are_told_apart_by_is_kept_and_no_value_of_it()
    {
        await using var bench = await StartAsync();

        var begun = await new TshOnGitHub(bench).RunAsync(
            "record",
            ("state", "begin"),
            ("environment", "staging"),
            ("env-file", "DATABASE_URL=postgresql://erp:hidden-word@db.example/erp\nB_FLAG=on\n")
        );

        begun.ExitCode.ShouldBe(0, begun.Log);
        var marks = bench.Forge.Repository.Deployments.Single().Payload["marks"]!;
        marks["variables"]!.ToJsonString().ShouldBe("""["B_FLAG","DATABASE_URL"]""");
        ((string)marks["database"]!).Length.ShouldBe(16);
        bench.Forge.Exchanges.ShouldAllBe(exchange =>
            !exchange.Body.Contains("hidden-word") && !exchange.Body.Contains("db.example")
        );
    }

    [Theory]
    [InlineData("warn", "success")]
    [InlineData("fail", "failure")]
    [InlineData("inconclusive", "error")]
    [InlineData("", "error")]
    public async Task Each_verdict_ends_it_as_what_it_is(string verdict, string state)
    {
        await using var bench = await StartAsync();
        var tsh = new TshOnGitHub(bench);

        await tsh.EndAsync(await tsh.BeginAsync(), verdict);

        bench.Forge.Repository.Deployments.Single().Statuses[^1].State.ShouldBe(state);
    }

    /// <summary>`if: always()` runs also where nothing was begun.</summary>
    [Fact]
    public async Task Where_none_was_begun_none_is_ended_and_that_is_no_failure()
    {
        await using var bench = await StartAsync();

        var ended = await new TshOnGitHub(bench).RunAsync(
            "record",
            ("state", "end"),
            ("environment", "staging"),
            ("verdict", "pass")
        );

        ended.ExitCode.ShouldBe(0);
        bench.Forge.Exchanges.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_runs_that_race_for_production_leave_one_record_that_says_success()
    {
        await using var bench = await StartAsync();
        var first = new TshOnGitHub(bench, "production");
        var second = new TshOnGitHub(bench, "production");
        var begun = await Task.WhenAll(first.BeginAsync("v2"), second.BeginAsync("v3"));
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        await second.EndAsync(begun[1], "pass");
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await first.EndAsync(begun[0], "pass");

        bench
            .Forge.Repository.Deployments.Where(record => record.Statuses[^1].State is "success")
            .ShouldHaveSingleItem()
            .Id.ShouldBe(long.Parse(begun[0].Outputs["deployment"]));
    }

    [Fact]
    public async Task What_was_rolled_back_from_did_not_pass_and_what_came_back_is_the_one_that_runs()
    {
        await using var bench = await StartAsync();
        foreach (var release in new[] { "v2", "v3" })
        {
            var tsh = new TshOnGitHub(bench, "production");
            await tsh.EndAsync(await tsh.BeginAsync(release), "pass");
            bench.Time.Advance(TimeSpan.FromMinutes(5));
        }

        var back = new TshOnGitHub(bench, "production");
        var begun = await back.RunAsync(
            "record",
            ("state", "begin"),
            ("environment", "production"),
            ("task", "rollback"),
            ("release", "v2")
        );
        await back.EndAsync(begun, "pass", "orders fail");

        bench
            .Forge.Repository.Deployments.Select(record =>
                $"{record.Task} {record.Payload["release"]}: {record.Statuses[^1].State} {record.Statuses[^1].Description}"
            )
            .ShouldBe([
                "deploy v2: inactive ",
                "deploy v3: failure rolled back from",
                "rollback v2: success orders fail",
            ]);
    }

    [Fact]
    public async Task A_release_that_is_called_like_a_commit_is_that_commit()
    {
        await using var bench = await StartAsync();
        var later = await bench.Forge.Repository.Git.CommitAsync("main", "feat: more");

        await new TshOnGitHub(bench).BeginAsync(later);

        bench.Forge.Repository.Deployments.Single().Sha.ShouldBe(later);
    }

    [Fact]
    public async Task A_run_that_ended_without_a_word_is_ended_by_the_next_and_one_at_work_is_not()
    {
        await using var bench = await StartAsync();
        var dead = new TshOnGitHub(bench);
        var alive = new TshOnGitHub(bench);
        await dead.BeginAsync("v2");
        await alive.BeginAsync("v3");
        dead.Run.Status = "completed";
        bench.Time.Advance(TimeSpan.FromMinutes(5));

        var next = await new TshOnGitHub(bench).BeginAsync("v4");

        next.Log.ShouldContain("1 of runs that ended without a word closed");
        bench
            .Forge.Repository.Deployments.Select(record => record.Statuses[^1].State)
            .ShouldBe(["error", "in_progress", "in_progress"]);
    }

    [Fact]
    public async Task The_release_before_is_the_one_that_passed_last()
    {
        await using var bench = await StartAsync();
        foreach (var (release, verdict) in new[] { ("v2", "pass"), ("v3", "fail") })
        {
            var tsh = new TshOnGitHub(bench);
            var begun = await tsh.BeginAsync(release);
            bench.Time.Advance(TimeSpan.FromMinutes(5));
            await tsh.EndAsync(begun, verdict);
        }

        (await new TshOnGitHub(bench).BeginAsync("v4")).Outputs["previous-release"].ShouldBe("v2");
    }

    [Fact]
    public async Task A_token_that_may_not_is_told_with_the_line_that_lets_it()
    {
        await using var bench = await StartAsync();
        var tsh = new TshOnGitHub(bench, permissions: ["contents: read", "deployments: read"]);

        var begun = await tsh.BeginAsync();

        begun.ExitCode.ShouldBe(3);
        begun.Log.ShouldContain("the token may not; it needs `deployments: write`");
        begun.Log.ShouldContain("next   add `deployments: write` to the `permissions:` of the job");
        // The runner is told what to mask, and nobody anything else of it.
        begun
            .Log.Split('\n')
            .Where(line => line.Contains(tsh.Token))
            .ShouldBe([$"::add-mask::{tsh.Token}"]);
    }

    [Fact]
    public async Task What_GitHub_says_cannot_speak_for_us()
    {
        await using var bench = await StartAsync();
        bench.Forge.Break(
            new(
                "POST",
                "/deployments",
                new Fault.Kind.Answer(422, """{"message":"::add-mask::x\n##[error]y"}""")
            )
        );

        var begun = await new TshOnGitHub(bench).BeginAsync();

        var lines = begun.Log.Split('\n');
        var fence = Array.FindIndex(lines, line => line.StartsWith("::stop-commands::"));
        Array.IndexOf(lines, "::add-mask::x").ShouldBeGreaterThan(fence);
        Array
            .IndexOf(lines, $"::{lines[fence]["::stop-commands::".Length..]}::")
            .ShouldBeGreaterThan(Array.IndexOf(lines, "::add-mask::x"));
    }
}
