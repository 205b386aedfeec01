using TshActions.GitHub.Api;
using TshActions.Rig.Runner;
using TshActions.RigTests.GitHub;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.Image;

/// <summary>The published program in its container, as a job's steps run it, against a forge.</summary>
[Collection("the published image")]
public sealed class GitHubActionTests
{
    [Fact(Timeout = 600_000)]
    public async Task A_release_that_passed_on_staging_may_go_to_production_and_another_may_not()
    {
        await using var bench = await StartAsync(TimeProvider.System);
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        var develop = await all.DevelopAsync(("app.py", "print(2)\n"), ("CHANGELOG.md", "- two\n"));
        var run = bench.Forge.Repository.Begin(develop, "develop");
        var token = bench.Forge.Allow(
            "contents: read",
            "deployments: write",
            "actions: read",
            "pull-requests: read",
            "checks: read",
            "statuses: read"
        );
        var workspace = Directory.CreateTempSubdirectory("tsh-image-");
        Directory.CreateDirectory(Path.Combine(workspace.FullName, ".github"));
        await File.WriteAllTextAsync(
            Path.Combine(workspace.FullName, ".github/tsh.yml"),
            TshOnGitHub.Manifest.Replace(
                "checks: [test], variables: [DATABASE_URL], critical-paths: [app.py], ",
                // Always open, by a clock that the image must know.
                """windows: [{ days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "00:00", zone: Asia/Baghdad }], """
            ),
            Cancel
        );
        try
        {
            var begun = await UseAsync("record", develop, "staging", ("state", "begin"));
            begun.ExitCode.ShouldBe(0, begun.Log);
            var ended = await UseAsync(
                "record",
                develop,
                "staging",
                ("state", "end"),
                ("deployment", begun.Outputs["deployment"]),
                ("verdict", "pass")
            );
            ended.ExitCode.ShouldBe(0, ended.Log);
            DeploymentPayload
                .Read(bench.Forge.Repository.Deployments.Single().Payload.ToJsonString())!
                .Tree.ShouldBe(await all.Git.TreeAsync(develop));

            var main = await all.SquashAsync("develop", "main");
            bench.Forge.Repository.Pulls.Add(
                new(7, "", "", "develop", develop, "main", bench.Commit, "x", DateTimeOffset.UtcNow)
                {
                    MergedAt = DateTimeOffset.UtcNow,
                    MergeSha = main,
                }
            );
            var good = await UseAsync("preflight", main, "production");
            good.ExitCode.ShouldBe(0, good.Log);
            good.Outputs["proceed"].ShouldBe("true");
            good.Summary.ShouldContain("| ✅ | these very files passed on staging |");

            var bad = await UseAsync(
                "preflight",
                await all.MainAsync("fix: by hand", ("app.py", "1/0\n")),
                "production"
            );
            bad.ExitCode.ShouldBe(1, bad.Log);
            bad.Outputs["proceed"].ShouldBe("false");
        }
        finally
        {
            workspace.Delete(recursive: true);
        }

        async Task<StepResult> UseAsync(
            string action,
            string commit,
            string environment,
            params (string Name, string Value)[] inputs
        ) =>
            await new ActionRun(await ActionImage.TagAsync(Cancel), workspace.FullName)
            {
                GitHub = bench
                    .Forge.Environment.Append(new("GITHUB_RUN_ID", $"{run.Id}"))
                    .ToDictionary(pair => pair.Key, pair => pair.Value),
            }.UseAsync(
                $"actions/{action}",
                inputs
                    .Concat([
                        ("environment", environment),
                        ("github-token", token),
                        ("commit", commit),
                        ("release", commit),
                    ])
                    .ToDictionary(input => input.Item1, input => input.Item2),
                Cancel
            );
    }
}
