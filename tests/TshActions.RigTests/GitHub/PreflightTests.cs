using TshActions.Rig.Forge;
using TshActions.Tests;
using static TshActions.RigTests.GitHub.ApiBench;
using static TshActions.RigTests.GitHub.PreflightBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The verb `preflight`: every line of the checklist in its good and in its bad state.</summary>
public sealed class PreflightTests
{
    [Fact]
    public async Task What_holds_says_by_what_and_what_nobody_looked_at_does_not()
    {
        await using var bench = await StartAsync();
        await using var sites = await LoopbackSites.StartAsync();
        var main = await GoodAsync(bench, sites);

        var result = await RunAsync(bench, main, file: Application, changes: [Waits], sites: sites);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("warn");
        result.Outputs["proceed"].ShouldBe("true");
        Approved.Check(Rows(result));
    }

    [Fact]
    public async Task Every_line_that_does_not_says_why_and_how_to_mend_it()
    {
        await using var bench = await StartAsync();
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        await all.StageAsync(bench.Commit, environment: "production");
        await all.StageAsync(
            await all.DevelopAsync(),
            marks: new(["DATABASE_URL", "REDIS_URL"], null, null)
        );
        bench.Forge.Repository.Environments.Add(new("production", [], OnlyBranches: false));
        bench.Forge.Repository.Secrets.Add(
            new("production", "TSH_ENV_FILE", bench.Time.GetUtcNow().AddDays(-91))
        );
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
            changes:
            [
                ("192.0.2.20", "192.0.2.10"),
                ("https://example.com", "http://example.com"),
                ("rows: { certificate: off }", "api-document: openapi.json"),
                ("runtime:", "migrations: { kind: alembic }\nruntime:"),
                (
                    "preflight: { ",
                    """preflight: { soak: 1d, windows: [{ days: [sun, mon], from: "03:00", to: "05:00" }], """
                ),
            ]
        );

        result.ExitCode.ShouldBe(1, result.Log);
        result.Outputs["verdict"].ShouldBe("fail");
        result.Outputs["proceed"].ShouldBe("false");
        Approved.Check(Rows(result));
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
        Approved.Check(Rows(result));
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
        Said(result).ShouldContain("? checks still running: scan");
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
        Said(result).ShouldContain("! no-deletion main: not available on this plan");
    }

    [Fact]
    public async Task Classic_protection_counts_and_what_a_token_cannot_see_of_it_is_not_guessed()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        bench.Forge.Repository.Rules.Clear();
        bench.Forge.Repository.Protection = BranchGuards.Protection();

        Said(await RunAsync(bench, main)).ShouldContain("✓ administrators main: branch protection");

        var poor = await RunAsync(
            bench,
            main,
            [.. Permissions.Where(line => line is not "administration: read")]
        );
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
        bench.Forge.Repository.Secrets.Add(
            new("organization", "TSH_SSH_KEY", bench.Time.GetUtcNow().AddYears(-1))
        );

        var result = await RunAsync(bench, develop, environment: "staging");

        result.ExitCode.ShouldBe(0, result.Log);
        Approved.Check(Rows(result));
    }
}
