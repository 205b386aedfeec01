using System.Text.Json.Nodes;
using TshActions.Core.Reports;
using TshActions.GitHub.Api;
using TshActions.Rig.Forge;
using TshActions.Rig.Runner;
using TshActions.Ssh;
using TshActions.Tests;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The verb `metrics`: figures out of records as GitHub keeps them, and one comment.</summary>
public sealed class MetricsTests
{
    private const int Issue = 7;

    [Fact]
    public async Task Two_months_become_figures_with_targets_and_trends()
    {
        await using var bench = await StartAsync();
        new MetricsHistory(bench).TwoMonths();

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("warn");
        result.Outputs["html"].ShouldBe(".tsh/metrics/index.html");
        var production = JsonNode.Parse(result.Outputs["figures"])!["production"]!;
        // 10 of the window and the one that was rolled back from; the one that broke off is in no share.
        ((int)production["success-rate"]!["n"]!).ShouldBe(11);
        ((double)production["rollback-rate"]!["value"]!).ShouldBe(1 / 11.0, 0.0001);
        ((double)production["recovery-time"]!["value"]!).ShouldBe(60);
        ((string)production["deployment-duration"]!["trend"]!).ShouldBe("better");
        Approved.Check(
            string.Join(
                '\n',
                result
                    .Log.Split('\n')
                    .SkipWhile(line => !line.StartsWith("→ Read the records of production"))
                    .TakeWhile(line => !line.StartsWith("→ Write"))
            )
        );
    }

    /// <summary>Only when it is over does a rollback's workflow know what came back, and record it.</summary>
    [Fact]
    public async Task A_rollback_took_as_long_as_it_took_and_not_as_long_as_its_record()
    {
        await using var bench = await StartAsync();
        var tsh = new TshOnGitHub(bench, "production");
        var began = DateText.Instant(bench.Time.GetUtcNow());
        bench.Time.Advance(TimeSpan.FromSeconds(90));
        await tsh.EndAsync(
            await tsh.RunAsync(
                "record",
                ("state", "begin"),
                ("environment", "production"),
                ("task", "rollback"),
                ("began", began),
                ("release", "v1")
            ),
            "pass"
        );

        var result = await RunAsync(bench);

        (
            (double)
                JsonNode.Parse(result.Outputs["figures"])!["production"]!["recovery-time"]![
                    "value"
                ]!
        ).ShouldBe(90, 5);
    }

    [Fact]
    public async Task A_deployment_took_until_clients_had_it_and_its_bake_is_no_part_of_that()
    {
        await using var bench = await StartAsync();
        var tsh = new TshOnGitHub(bench, "production");
        var begun = await tsh.BeginAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(90));
        var live = DateText.Instant(bench.Time.GetUtcNow());
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        await tsh.RunAsync(
            "record",
            ("state", "end"),
            ("environment", "production"),
            ("deployment", begun.Outputs["deployment"]),
            ("verdict", "pass"),
            ("live-since", live),
            ("note", "90 of 90 ticks measured")
        );

        var result = await RunAsync(bench);

        bench
            .Forge.Repository.Deployments.Single()
            .Statuses[^1]
            .Description.ShouldBe($"live since {live}; 90 of 90 ticks measured");
        (
            (double)
                JsonNode.Parse(result.Outputs["figures"])!["production"]!["deployment-duration"]![
                    "value"
                ]!
        ).ShouldBe(90, 5);
        result.Log.ShouldNotContain("live since");
    }

    [Fact]
    public async Task When_it_began_is_a_time_or_refused()
    {
        await using var bench = await StartAsync();

        var result = await new TshOnGitHub(bench, "production").RunAsync(
            "record",
            ("state", "begin"),
            ("environment", "production"),
            ("began", "just now")
        );

        result.ExitCode.ShouldBe(2, result.Log);
        result.Log.ShouldContain("2026-01-02T15:04:05Z");
    }

    [Fact]
    public async Task Without_a_deployment_nothing_passes()
    {
        await using var bench = await StartAsync();

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(3, result.Log);
        result.Outputs["verdict"].ShouldBe("inconclusive");
        result.Log.ShouldContain("no deployment came to an end in 30 days");
    }

    [Fact]
    public async Task A_history_longer_than_is_read_says_from_where_on_it_is_known()
    {
        await using var bench = await StartAsync();
        var history = new MetricsHistory(bench);
        for (var number = 0; number < 230; number++)
            history.Deploy("production", 1);
        using var api = bench.Api("deployments: read");
        var deployments = new Deployments(api);
        var begin = history.Repository.Deployments[0].At;

        var (all, uncut) = await deployments.HistorySinceAsync(
            "production",
            begin.AddDays(-1),
            Cancel
        );
        var (part, cut) = await deployments.HistorySinceAsync(
            "production",
            begin.AddDays(-1),
            Cancel,
            pages: 2
        );
        var (recent, whole) = await deployments.HistorySinceAsync(
            "production",
            history.Repository.Deployments[^50].At,
            Cancel
        );

        (all.Count, uncut).ShouldBe((230, null));
        (part.Count, cut).ShouldBe((200, history.Repository.Deployments[30].At));
        (recent.Count, whole).ShouldBe((100, null));
        bench.Asked.Count().ShouldBe(3 + 2 + 1);
    }

    [Fact]
    public async Task A_token_that_may_not_is_told_with_the_line_that_lets_it()
    {
        await using var bench = await StartAsync();
        new MetricsHistory(bench).Deploy("production", 5);
        bench.Forge.Repository.Issues.Add(Issue);

        var blind = await RunAsync(bench, permissions: ["contents: read"]);
        var mute = await RunAsync(
            bench,
            permissions: ["deployments: read", "issues: read"],
            ("issue", $"{Issue}")
        );

        blind.ExitCode.ShouldBe(3, blind.Log);
        blind.Log.ShouldContain("it needs `deployments: read`");
        mute.ExitCode.ShouldBe(3, mute.Log);
        mute.Log.ShouldContain("add `issues: write` to the `permissions:` of the job");
        mute.Outputs["figures"].ShouldContain("success-rate");
    }

    [Fact]
    public async Task The_log_is_one_comment_that_keeps_what_people_wrote_and_is_not_written_for_nothing()
    {
        await using var bench = await StartAsync();
        var history = new MetricsHistory(bench);
        history.Deploy("production", 5);
        bench.Forge.Repository.Issues.Add(Issue);
        // A marker that somebody from outside wrote is nobody's comment of ours.
        bench.Forge.Repository.Comments.Add(
            new(1, Issue, "passer-by", history.Repository.Now)
            {
                Body = "<!-- tsh-metrics erp all --> mine",
                Association = "NONE",
            }
        );

        (await CommentAsync()).Log.ShouldContain("written as ");
        var comment = Ours().ShouldHaveSingleItem();
        comment.Body = comment
            .Body.Replace("learned:** _________________", "learned:** ask first")
            .Replace("\n", "\r\n");
        var filled = comment.Body;

        (await CommentAsync()).Log.ShouldContain("nothing new for ");
        Ours().ShouldHaveSingleItem().Body.ShouldBe(filled);

        history.Deploy("production", 5, "failure");
        (await CommentAsync()).Log.ShouldContain(" is up to date");
        var last = Ours().ShouldHaveSingleItem();
        last.Body.ShouldContain("❌ failed");
        last.Body.ShouldContain("- **Lessons learned:** ask first");
        bench.Asked.Count(line => line.StartsWith("PATCH")).ShouldBe(1);
        bench.Forge.Repository.Comments[0].Body.ShouldEndWith("mine");

        IReadOnlyList<CommentRecord> Ours() =>
            [.. bench.Forge.Repository.Comments.Where(one => one.Login.EndsWith("[bot]"))];

        Task<TshResult> CommentAsync() =>
            RunAsync(
                bench,
                permissions: ["deployments: read", "issues: write"],
                ("issue", $"{Issue}")
            );
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_not_written_twice()
    {
        await using var bench = await StartAsync();
        new MetricsHistory(bench).Deploy("production", 5);
        bench.Forge.Repository.Issues.Add(Issue);
        bench.Forge.Break(new("POST", $"/issues/{Issue}/comments", new Fault.Kind.Lost()));

        var result = await RunAsync(
            bench,
            permissions: ["deployments: read", "issues: write"],
            ("issue", $"{Issue}")
        );

        result.ExitCode.ShouldBe(0, result.Log);
        bench.Forge.Repository.Comments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task With_a_key_the_hosts_tell_how_what_broke_off_ended_and_what_hands_did()
    {
        await using var bench = await StartAsync();
        var history = new MetricsHistory(bench);
        history.Deploy("production", 5);
        var lost = history.Deploy("production", 2, "error");
        history.Deploy("staging", 5);
        bench.Time.Advance(TimeSpan.FromHours(1));
        var root = Directory.CreateTempSubdirectory("tsh-journal-").FullName;
        var closed = Directory.CreateDirectory(Path.Combine(root, "erp/production/journal/closed"));
        var began = lost.At.ToUnixTimeSeconds();
        await File.WriteAllTextAsync(
            Path.Combine(closed.FullName, $"{began}-d2"),
            $"tsh-journal 1\nkind deploy\nrelease v2\ndeployment d2\nrun {lost.Payload["run"]}\nbegan {began}\narmed {began + 20}\nreverted {began + 65}\noutcome reverted\nended {began + 70}\nend 1 2\n",
            Cancel
        );
        await File.WriteAllTextAsync(
            Path.Combine(closed.FullName, $"{began + 600}-d1"),
            $"tsh-journal 1\nkind rollback\nrelease v0\ndeployment d1\nrun by hand on the host\nbegan {began + 600}\narmed {began + 602}\noutcome rolled-back\nended {began + 615}\nend 1 2\n",
            Cancel
        );

        var result = await new TshOnGitHub(bench, permissions: ["deployments: read"])
        {
            Connect = (place, _, _, _, _) =>
                place.Environment.Name is "production"
                    ? Task.FromResult<IRemoteHost>(new JournalFolder(place.Host.Name, root))
                    : throw new HostUnreachable("nobody answers", "wait"),
        }.RunAsync("metrics", ("journal-ssh-key", "-----BEGIN OPENSSH PRIVATE KEY-----"));

        Directory.Delete(root, recursive: true);
        result.ExitCode.ShouldBe(0, result.Log);
        var production = JsonNode.Parse(result.Outputs["figures"])!["production"]!;
        // 45 s until the host took v2 back by itself, 15 s by hand from v1.
        ((double)production["recovery-time"]!["value"]!).ShouldBe(30);
        ((int)production["success-rate"]!["n"]!).ShouldBe(2);
        ((double)production["rollback-rate"]!["value"]!).ShouldBe(1);
        result.Log.ShouldContain("the journals of 1 host are in it");
        result.Log.ShouldContain("one was not reached: nobody answers");
    }

    [Fact]
    public async Task Every_wrong_input_is_told_at_once()
    {
        await using var bench = await StartAsync();

        var result = await RunAsync(bench, [], ("window", "a month"), ("issue", "#7"));
        var unknown = await RunAsync(bench, [], ("environments", "production, prod"));

        result.ExitCode.ShouldBe(2);
        result.Log.ShouldContain(
            "`window` is `a month`: write days like 30d, from 1d to 365d; `issue` is `#7`: write a number, like 12"
        );
        unknown.ExitCode.ShouldBe(2);
        unknown.Log.ShouldContain("the manifest has no environment `prod`");
        bench.Asked.ShouldBeEmpty();
    }

    private static Task<TshResult> RunAsync(
        ApiBench bench,
        IReadOnlyList<string>? permissions = null,
        params (string, string)[] inputs
    ) =>
        new TshOnGitHub(bench, permissions: permissions ?? ["deployments: read"]).RunAsync(
            "metrics",
            inputs
        );
}
