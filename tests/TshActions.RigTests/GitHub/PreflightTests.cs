using System.Text.Json.Nodes;
using TshActions.Rig.Forge;
using TshActions.Rig.Runner;
using TshActions.Tests;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The verb `preflight`: every line of the checklist in its good and in its bad state.</summary>
public sealed class PreflightTests
{
    private static readonly string[] Permissions =
    [
        "contents: read",
        "deployments: read",
        "pull-requests: read",
        "checks: read",
        "statuses: read",
        "administration: read",
    ];

    private const string Guarded = """
        [
          { "type": "pull_request", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1,
            "parameters": { "required_approving_review_count": 1, "dismiss_stale_reviews_on_push": true,
              "require_code_owner_review": false, "require_last_push_approval": false, "required_review_thread_resolution": false } },
          { "type": "required_status_checks", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1,
            "parameters": { "strict_required_status_checks_policy": true, "required_status_checks": [{ "context": "test" }] } },
          { "type": "non_fast_forward", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1 },
          { "type": "deletion", "ruleset_source_type": "Repository", "ruleset_source": "shop/erp", "ruleset_id": 1 }
        ]
        """;

    [Fact]
    public async Task Every_line_that_holds_says_by_what()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);

        var result = await RunAsync(bench, main, file: "DATABASE_URL=postgresql://x\nDEBUG=false");

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("pass");
        result.Outputs["proceed"].ShouldBe("true");
        Approved.Check(Rows(result, bench));
    }

    [Fact]
    public async Task Every_line_that_does_not_says_why_and_how_to_mend_it()
    {
        await using var bench = await StartAsync();
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        await all.StageAsync(bench.Commit, environment: "production");
        await all.StageAsync(await all.DevelopAsync());
        var main = await all.MainAsync(
            "feat: straight to main",
            ("app.py", "# TODO\npay()\n# FIXME: VAT\n")
        );
        bench.Time.Advance(TimeSpan.FromHours(5));
        await RolledBackAsync(bench, all);
        bench.Forge.Repository.Checks.Add(new(1, main, "test", "failure", 5, IsStatus: false));
        bench.Forge.Repository.Checks.Add(new(2, main, "lint", "pending", 0, IsStatus: true));

        var result = await RunAsync(
            bench,
            main,
            file: "DATABASE_URL=\nAPP_DEBUG=True",
            change: ("192.0.2.20", "192.0.2.10")
        );

        result.ExitCode.ShouldBe(1, result.Log);
        result.Outputs["verdict"].ShouldBe("fail");
        result.Outputs["proceed"].ShouldBe("false");
        Approved.Check(Rows(result, bench));
    }

    [Fact]
    public async Task A_token_that_may_nothing_passes_nothing_and_each_line_names_what_it_needs()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);

        var result = await RunAsync(bench, main, ["contents: write"]);

        result.ExitCode.ShouldBe(3, result.Log);
        result.Outputs["verdict"].ShouldBe("inconclusive");
        result.Outputs["proceed"].ShouldBe("false");
        Approved.Check(Rows(result, bench));
    }

    /// <summary>A job runs while it asks; one that it needed has ended.</summary>
    [Theory]
    [InlineData("test", "success", 0)]
    [InlineData("test", "failure", 1)]
    [InlineData("deploy", null, 0)]
    public async Task Of_this_very_run_only_the_checks_that_are_named_count(
        string name,
        string? conclusion,
        int code
    )
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        var tsh = new TshOnGitHub(bench, "production", Permissions)
        {
            Checkout = bench.Forge.Repository.Git.Folder,
        };
        if (name is "test")
            bench.Forge.Repository.Checks.Clear();
        bench.Forge.Repository.Checks.Add(
            new(9, main, name, conclusion, tsh.Run.Id, IsStatus: false)
        );

        var result = await tsh.RunAsync(
            "preflight",
            ("environment", "production"),
            ("commit", main)
        );

        result.ExitCode.ShouldBe(code, result.Log);
    }

    [Fact]
    public async Task A_check_that_still_runs_is_waited_for_by_a_person()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        bench.Forge.Repository.Checks.Add(new(9, main, "scan", null, 5, IsStatus: false));

        var result = await RunAsync(bench, main);

        result.ExitCode.ShouldBe(3, result.Log);
        result.Log.ShouldContain("? checks                  still running: scan");
    }

    [Fact]
    public async Task A_commit_that_the_branch_has_left_behind_is_another_run_s_and_no_failure()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        await bench.Forge.Repository.Git.CommitAsync("main", "feat: newer");

        var result = await RunAsync(bench, main);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["proceed"].ShouldBe("false");
        result.Log.ShouldContain("nothing to do here: main has 1 newer commit: their run deploys");
    }

    [Fact]
    public async Task A_commit_that_is_not_on_the_branch_is_refused()
    {
        await using var bench = await StartAsync();
        await GoodAsync(bench);

        var result = await RunAsync(bench, await bench.Forge.Repository.Git.IdAsync("develop"));

        result.ExitCode.ShouldBe(1);
        result.Log.ShouldContain("the commit is not on main");
    }

    /// <summary>A run that waited in the queue while somebody rolled back.</summary>
    [Fact]
    public async Task What_was_made_before_a_rollback_does_not_come_back_by_itself()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        bench.Time.Advance(TimeSpan.FromHours(1));
        await RolledBackAsync(bench, new StagingHistory(bench));

        var result = await RunAsync(bench, main);

        result.ExitCode.ShouldBe(1, result.Log);
        result.Log.ShouldContain("after this commit was made");
    }

    [Fact]
    public async Task A_plan_without_branch_rules_is_not_a_branch_without_rules()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        bench.Forge.Repository.HasRules = false;

        var result = await RunAsync(bench, main);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("warn");
        result.Log.ShouldContain("! no-deletion             main: not available on this plan");
    }

    [Fact]
    public async Task Classic_protection_counts_and_what_a_token_cannot_see_of_it_is_not_guessed()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        bench.Forge.Repository.Rules.Clear();
        bench.Forge.Repository.Protection = Classic();

        (await RunAsync(bench, main)).Outputs["verdict"].ShouldBe("pass");

        var poor = await RunAsync(bench, main, Permissions[..^1]);
        poor.Outputs["verdict"].ShouldBe("warn");
        poor.Log.ShouldContain("main: branch protection, whose details this token cannot see");
    }

    [Fact]
    public async Task Staging_is_asked_for_less_and_proves_nothing_itself()
    {
        await using var bench = await StartAsync();
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        var develop = await all.DevelopAsync();
        bench.Forge.Repository.Checks.Add(new(1, develop, "test", "success", 5, IsStatus: false));

        var result = await RunAsync(bench, develop, environment: "staging");

        result.ExitCode.ShouldBe(0, result.Log);
        Approved.Check(Rows(result, bench));
    }

    /// <summary>Staged, squashed by a pull request, checked, guarded.</summary>
    private static async Task<string> GoodAsync(ApiBench bench)
    {
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        await all.StageAsync(bench.Commit, environment: "production");
        await all.DevelopAsync(("app/pay.py", "pay()\n"), ("CHANGELOG.md", "- pay\n"));
        var head = await all.DevelopAsync();
        // What git dates and what GitHub dates is one clock.
        bench.Time.Advance(TimeSpan.FromHours(1));
        await all.StageAsync(head);
        var main = await all.SquashAsync("develop", "main");
        bench.Forge.Repository.Pulls.Add(
            new(
                7,
                "Deploy pay",
                "",
                "develop",
                head,
                "main",
                bench.Commit,
                "somebody",
                bench.Time.GetUtcNow()
            )
            {
                MergedAt = bench.Time.GetUtcNow(),
                MergeSha = main,
            }
        );
        bench.Forge.Repository.Checks.Add(new(1, main, "test", "success", 5, IsStatus: false));
        bench.Forge.Repository.Checks.Add(new(2, main, "coverage", "success", 0, IsStatus: true));
        bench.Forge.Repository.Rules.AddRange(
            JsonNode.Parse(Guarded)!.AsArray().Select(rule => (JsonObject)rule!.DeepClone())
        );
        bench.Forge.Repository.Protection = Classic();
        return main;
    }

    private static JsonNode Classic() =>
        JsonNode.Parse(
            """
            { "url": "https://api.example.com/protection",
              "required_pull_request_reviews": { "dismiss_stale_reviews": true, "require_code_owner_reviews": false, "required_approving_review_count": 1 },
              "required_status_checks": { "strict": true, "contexts": ["test"], "checks": [{ "context": "test", "app_id": 1 }] },
              "enforce_admins": { "url": "https://api.example.com/enforce_admins", "enabled": true },
              "allow_force_pushes": { "enabled": false }, "allow_deletions": { "enabled": false } }
            """
        )!;

    private static async Task RolledBackAsync(ApiBench bench, StagingHistory all)
    {
        await all.StageAsync(bench.Commit, environment: "production", task: "rollback");
        bench.Time.Advance(TimeSpan.FromHours(3));
    }

    private static async Task<TshResult> RunAsync(
        ApiBench bench,
        string commit,
        string[]? permissions = null,
        string environment = "production",
        string file = "",
        (string, string)? change = null
    )
    {
        await bench.Forge.Repository.Git.RunAsync("checkout", "--quiet", commit);
        var tsh = new TshOnGitHub(bench, environment, permissions ?? Permissions)
        {
            Checkout = bench.Forge.Repository.Git.Folder,
            Change = change ?? ("\n", "\n"),
        };
        return await tsh.RunAsync(
            "preflight",
            ("environment", environment),
            ("commit", commit),
            ("env-file", file)
        );
    }

    /// <summary>The table, without what differs from run to run.</summary>
    private static string Rows(TshResult result, ApiBench bench) =>
        string.Join(
            '\n',
            result
                .Log.Split('\n')
                .Where(line => !line.StartsWith("::"))
                .Select(line => GitStore.Known(line))
        );
}
