using TshActions.Rig.Forge;
using TshActions.Rig.Runner;
using TshActions.Tests;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The verb `promote`: the pull request to production, and the one back.</summary>
public sealed class PromoteTests
{
    private static readonly string[] Permissions =
    [
        "contents: read",
        "deployments: read",
        "pull-requests: write",
        "checks: read",
        "statuses: read",
    ];

    [Fact]
    public async Task What_passed_on_staging_gets_a_pull_request_that_says_all_there_is_to_know()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(0, result.Log);
        var pull = bench.Forge.Repository.Pulls.ShouldHaveSingleItem();
        (result.Outputs["pull-request"], result.Outputs["changed"]).ShouldBe(
            ($"{pull.Number}", "true")
        );
        (pull.Head, pull.Base).ShouldBe(("develop", "main"));
        Approved.Check(GitStore.Known($"{pull.Title}\n\n{pull.Body}"));
    }

    [Fact]
    public async Task What_did_not_is_told_with_what_is_missing()
    {
        await using var bench = await StartAsync();
        var all = await StagedAsync(bench);
        await all.Git.CommitAsync(
            "develop",
            "chore!: no more Python 3.9",
            ("requirements.txt", "x\n")
        );

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(0, result.Log);
        Approved.Check(GitStore.Known(bench.Forge.Repository.Pulls.Single().Body));
    }

    [Fact]
    public async Task A_second_look_at_the_same_changes_nothing()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);
        await RunAsync(bench);
        var writes = Writes(bench);
        bench.Time.Advance(TimeSpan.FromHours(3));

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["changed"].ShouldBe("false");
        Writes(bench).ShouldBe(writes);
    }

    [Fact]
    public async Task Notes_ticks_and_titles_of_people_stay()
    {
        await using var bench = await StartAsync();
        var all = await StagedAsync(bench);
        await RunAsync(bench);
        Change(
            bench,
            pull =>
                pull with
                {
                    Title = "Deploy the shop of the spring",
                    Body = pull
                        .Body.Replace(
                            "_Write here what is special about it; it stays._",
                            "Stop the importer first. <!-- mine -->"
                        )
                        .Replace("- [ ] the shop looks", "- [x] the shop looks")
                        .Insert(0, "A word before.\n\n"),
                }
        );
        await all.Git.CommitAsync("develop", "feat: more", ("more.py", "1\n"));

        await RunAsync(bench);

        var pull = bench.Forge.Repository.Pulls.Single();
        pull.Title.ShouldBe("Deploy the shop of the spring");
        pull.Body.ShouldStartWith("A word before.\n\n<!-- tsh:promotion");
        pull.Body.ShouldEndWith("Stop the importer first. <!-- mine -->\n");
        pull.Body.ShouldContain("- [x] the shop looks right on a phone");
        pull.Body.ShouldContain("- more (");
    }

    [Fact]
    public async Task Where_a_person_opened_it_what_they_wrote_comes_first()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);
        await RunAsync(bench);
        Change(bench, pull => pull with { Body = "By hand.", Title = "Mine" });

        await RunAsync(bench);

        var pull = bench.Forge.Repository.Pulls.Single();
        pull.Title.ShouldBe("Mine");
        pull.Body.ShouldStartWith("By hand.\n\n<!-- tsh:promotion");
    }

    [Fact]
    public async Task A_hotfix_is_told_what_it_shortens_and_what_it_does_not()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);
        await RunAsync(bench);
        Change(bench, pull => pull with { Labels = ["hotfix"] });

        await RunAsync(bench);

        var pull = bench.Forge.Repository.Pulls.Single();
        pull.Title.ShouldStartWith("Hotfix: ");
        pull.Body.ShouldContain("That these files passed there is asked of it, too.");
    }

    [Fact]
    public async Task Where_nothing_is_new_nothing_is_opened()
    {
        await using var bench = await StartAsync();
        await bench.Forge.Repository.Git.RunAsync("branch", "develop");

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Log.ShouldContain("main has all of develop");
        bench.Forge.Repository.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_opens_nothing()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);

        var result = await RunAsync(bench, inputs: [("plan-only", "true")]);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Log.ShouldContain("to open: Deploy: ");
        bench.Forge.Repository.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repository_that_lets_no_workflow_open_one_is_told_the_click()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);
        bench.Forge.Repository.LetsWorkflowsOpenPulls = false;

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(3);
        result.Log.ShouldContain("the repository lets no workflow do it");
        result.Log.ShouldContain("Allow GitHub Actions to create and approve pull requests");
    }

    [Fact]
    public async Task A_token_that_may_not_is_told_the_line()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);

        var result = await RunAsync(
            bench,
            [.. Permissions.Where(line => !line.StartsWith("pull")), "pull-requests: read"]
        );

        result.ExitCode.ShouldBe(3);
        result.Log.ShouldContain("it needs `pull-requests: write`");
    }

    /// <summary>The first try was heard and its answer lost; the second is refused because of it.</summary>
    [Fact]
    public async Task One_that_was_opened_already_is_not_opened_twice()
    {
        await using var bench = await StartAsync();
        await StagedAsync(bench);
        bench.Forge.Break(new("POST", "/pulls", new Fault.Kind.Lost()));

        var result = await RunAsync(bench);

        result.ExitCode.ShouldBe(0, result.Log);
        bench.Forge.Repository.Pulls.Count.ShouldBe(1);

        bench.Forge.Repository.Pulls.Clear();
        bench.Forge.Break(new("POST", "/pulls", new Fault.Kind.Twice()));

        (await RunAsync(bench)).ExitCode.ShouldBe(0);
        bench.Forge.Repository.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_squash_left_behind_is_brought_back_though_no_file_differs()
    {
        await using var bench = await StartAsync();
        var all = await StagedAsync(bench);
        await all.SquashAsync("develop", "main");

        var result = await RunAsync(bench, inputs: [("direction", "back")]);

        result.ExitCode.ShouldBe(0, result.Log);
        var pull = bench.Forge.Repository.Pulls.ShouldHaveSingleItem();
        (pull.Head, pull.Base).ShouldBe(("main", "develop"));
        Approved.Check(GitStore.Known($"{pull.Title}\n\n{pull.Body}"));

        await all.MergeAsync("main", "develop");
        bench.Forge.Repository.Pulls.Clear();
        (await RunAsync(bench, inputs: [("direction", "back")])).Log.ShouldContain(
            "develop has all of main"
        );
    }

    [Fact]
    public async Task What_conflicts_is_told_with_the_commands_that_solve_it()
    {
        await using var bench = await StartAsync();
        var all = await StagedAsync(bench);
        await all.MainAsync("fix: now", ("shop.py", "sell(now)\n"));
        await RunAsync(bench, inputs: [("direction", "back")]);

        var result = await RunAsync(bench, inputs: [("direction", "back")]);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Log.ShouldContain("it conflicts: merge main into develop on your machine");
        var body = bench.Forge.Repository.Pulls.Single().Body;
        body.ShouldContain("1 file differs");
        body.ShouldContain("git merge origin/main");
    }

    [Fact]
    public async Task To_an_environment_that_requires_none_nothing_is_promoted()
    {
        await using var bench = await StartAsync();

        var result = await RunAsync(bench, environment: "staging");

        result.ExitCode.ShouldBe(2);
        result.Log.ShouldContain("staging requires no other environment");
    }

    /// <summary>Features, fixes and words that want to do something, on develop; all of it passed on staging.</summary>
    private static async Task<StagingHistory> StagedAsync(ApiBench bench)
    {
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        await all.DevelopAsync(("shop.py", "sell()\n"), ("migrations/versions/0007_vat.py", "\n"));
        await all.Git.CommitAsync(
            "develop",
            "fix(cart): rounds as the law says\n\nfixes #12",
            (".env.example", "VAT=\n")
        );
        await all.Git.CommitAsync(
            "develop",
            "closes #13, thanks to @somebody <script>",
            ("docs.md", "x\n")
        );
        var head = await all.Git.IdAsync("develop");
        await all.StageAsync(head);
        bench.Forge.Repository.Checks.Add(new(1, head, "test", "success", 5, IsStatus: false));
        return all;
    }

    private static void Change(ApiBench bench, Func<PullRecord, PullRecord> change) =>
        bench.Forge.Repository.Pulls[0] = change(bench.Forge.Repository.Pulls[0]);

    private static int Writes(ApiBench bench) =>
        bench.Forge.Exchanges.Count(exchange =>
            exchange.Method is "POST" or "PATCH" && exchange.Path.StartsWith("/repos")
        );

    private static Task<TshResult> RunAsync(
        ApiBench bench,
        string[]? permissions = null,
        string environment = "production",
        (string, string)[]? inputs = null
    ) =>
        new TshOnGitHub(bench, environment, permissions ?? Permissions).RunAsync(
            "promote",
            [("environment", environment), .. inputs ?? []]
        );
}
