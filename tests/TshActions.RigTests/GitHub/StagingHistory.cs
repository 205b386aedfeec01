using System.Text.Json.Nodes;
using TshActions.Core.Preflight;
using TshActions.GitHub.Api;
using TshActions.Manifest;
using TshActions.Preflight;
using TshActions.Rig.Forge;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>A history of two branches in real git, what was deployed of it, and what may go to production.</summary>
internal sealed class StagingHistory(ApiBench bench)
{
    public static readonly (string, string?) Feature = ("shop.py", "sell()\n");

    public GitStore Git => bench.Forge.Repository.Git;

    /// <summary>A commit on develop.</summary>
    public Task<string> DevelopAsync(params (string, string?)[] files) =>
        Git.CommitAsync("develop", "feat: more", files.Length > 0 ? files : [Feature]);

    public Task<string> MainAsync(string message, params (string, string?)[] files) =>
        Git.CommitAsync("main", message, files);

    /// <summary>A git command on a branch; what it leaves at its tip.</summary>
    public async Task<string> OnAsync(string branch, params string[] arguments)
    {
        await Git.SwitchAsync(branch);
        await Git.RunAsync(arguments);
        return await Git.IdAsync(branch);
    }

    public Task<string> MergeAsync(string from, string to) =>
        OnAsync(to, "merge", "--quiet", "--no-ff", "--message", $"Merge {from}", from);

    public async Task<string> SquashAsync(string from, string to)
    {
        await OnAsync(to, "merge", "--quiet", "--squash", from);
        return await OnAsync(to, "commit", "--quiet", "--message", $"Squash {from}");
    }

    /// <summary>A record as the program writes it, with these statuses one after another.</summary>
    public async Task StageAsync(
        string commit,
        string states = "in_progress success",
        string environment = "staging",
        string login = "github-actions[bot]",
        string? tree = null,
        JsonNode? payload = null,
        string task = "deploy",
        EnvironmentMarks? marks = null
    )
    {
        var ours = new DeploymentPayload(
            DeploymentPayload.Current,
            $"k{bench.Forge.Repository.Deployments.Count}",
            commit,
            tree ?? await Git.TreeAsync(commit),
            "a run",
            Marks: marks
        );
        var deployment = bench.Forge.Repository.Deploy(
            commit,
            environment,
            payload ?? JsonNode.Parse(ours.ToElement().GetRawText())!,
            login,
            task: task
        );
        foreach (var state in states.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Pass(TimeSpan.FromMinutes(1));
            bench.Forge.Repository.Set(deployment, state, login, logUrl: "https://run.example/1");
        }
        Pass(TimeSpan.FromMinutes(1));
    }

    public void Pass(TimeSpan time) => bench.Time.Advance(time);

    public async Task<StagingProof> AskAsync(string commit)
    {
        using var api = bench.Api("contents: read", "deployments: read");
        var environments = ManifestReader.Read(TshOnGitHub.Manifest).Manifest!.Environments;
        var history = await ReleaseHistory.ReadAsync(
            api,
            environments[1],
            environments[0],
            TimeSpan.FromDays(14),
            commit,
            bench.Time.GetUtcNow(),
            Cancel
        );
        return history.Proof!;
    }

    public static async Task<string> StagedThenAsync(
        StagingHistory all,
        Func<Task<string>> then,
        string states = "in_progress success"
    )
    {
        await all.DevelopAsync(("one.py", "1\n"));
        await all.StageAsync(await all.DevelopAsync(), states);
        return await then();
    }

    /// <summary>A submodule at some commit: git keeps the commit's id in the tree and asks nobody whether it exists.</summary>
    public static async Task<string> PointAsync(StagingHistory all, string branch, char commit)
    {
        await all.OnAsync(
            branch,
            "update-index",
            "--add",
            "--cacheinfo",
            $"160000,{new string(commit, 40)},library"
        );
        return await all.OnAsync(branch, "commit", "--quiet", "--message", "chore: library");
    }
}
