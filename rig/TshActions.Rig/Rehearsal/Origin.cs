using TshActions.Rig.Erp;
using TshActions.Rig.Forge;
using TshActions.Rig.Notices;

namespace TshActions.Rig.Rehearsal;

/// <summary>The team's repository on a forge of the rig, and the chat in which the team is told of what happens.</summary>
internal sealed class Origin : IAsyncDisposable
{
    /// <summary>Where metrics writes its page, below the checkout.</summary>
    public const string Figures = ".tsh/metrics.html";

    private const string Application = "app";

    // What deploy.yml grants its job, and what metrics needs beside it.
    private static readonly string[] Permissions =
    [
        "contents: read",
        "deployments: write",
        "actions: read",
        "pull-requests: read",
        "checks: read",
        "statuses: read",
        "administration: read",
        "environments: read",
    ];

    private readonly LoopbackForge _forge;
    private readonly LoopbackChats _chats;
    private readonly string _token;

    private Origin(LoopbackForge forge, LoopbackChats chats)
    {
        (_forge, _chats) = (forge, chats);
        _token = forge.Allow(Permissions);
    }

    /// <summary>The checkout that the jobs work in, one after the other.</summary>
    public string Folder => Git.Folder;

    /// <summary>The bot's way to the team, as the manifest has it.</summary>
    public string Chat => $"{{ chat: \"{LoopbackChats.Chat}\", api: {_chats.Address}/telegram }}";

    /// <summary>First line of every message to the team, as it reads now.</summary>
    public IReadOnlyList<string> Told =>
        [
            .. _chats.Telegram.Select(message =>
                message.Text.Split('\n')[0].Replace("<b>", "").Replace("</b>", "")
            ),
        ];

    private GitStore Git => _forge.Repository.Git;

    public static async Task<Origin> OpenAsync(CancellationToken cancel) =>
        new(
            await LoopbackForge.StartAsync(TimeProvider.System, contract: null, cancel),
            await LoopbackChats.StartAsync(cancel)
        );

    public async Task BeginAsync(string manifest)
    {
        await Git.CommitAsync(
            "main",
            "chore: begin",
            (".github/tsh.yml", manifest),
            (".gitignore", ".tsh/\n")
        );
        await Git.RunAsync("branch", "develop");
        BranchGuards.Put(_forge.Repository);
    }

    /// <summary>A release as a commit on develop, whose tests pass.</summary>
    public async Task CommitAsync(string release, ErpSwitches switches, CancellationToken cancel)
    {
        await Git.SwitchAsync("develop");
        var folder = new DirectoryInfo(Path.Combine(Folder, Application));
        if (folder.Exists)
            folder.Delete(recursive: true);
        await ErpRelease.BuildAsync(folder.FullName, switches, cancel);
        Tested(
            await Git.CommitAsync("develop", $"feat: {release}", ("CHANGELOG.md", $"- {release}\n"))
        );
    }

    /// <summary>develop into main, by a pull request.</summary>
    public async Task MergeAsync(string release)
    {
        var repository = _forge.Repository;
        var (head, before) = (await Git.IdAsync("develop"), await Git.IdAsync("main"));
        await Git.SwitchAsync("main");
        await Git.RunAsync("merge", "--quiet", "--no-ff", "--message", $"Deploy {release}", head);
        var merge = await Git.IdAsync("main");
        repository.Pulls.Add(
            new(
                repository.Pulls.Count + 1,
                $"Deploy {release}",
                "",
                "develop",
                head,
                "main",
                before,
                "somebody",
                repository.Now
            )
            {
                MergedAt = repository.Now,
                MergeSha = merge,
            }
        );
        Tested(merge);
    }

    /// <summary>A run for the end of an environment's branch, which is checked out for it.</summary>
    public async Task<Job> StartAsync(string environment)
    {
        var branch = environment is "staging" ? "develop" : "main";
        await Git.SwitchAsync(branch);
        var commit = await Git.IdAsync(branch);
        return new(
            environment,
            _token,
            new Dictionary<string, string>(_forge.Environment)
            {
                ["GITHUB_SHA"] = commit,
                ["GITHUB_REF_NAME"] = branch,
                ["GITHUB_RUN_ID"] = $"{_forge.Repository.Begin(commit, branch).Id}",
            }
        );
    }

    /// <summary>The record of an environment, oldest first: `deploy v2 success`.</summary>
    public IReadOnlyList<string> Record(string environment) =>
        [
            .. _forge
                .Repository.Deployments.Where(one => one.Environment == environment)
                .Select(one => $"{one.Task} {one.Payload["release"]} {one.Statuses[^1].State}"),
        ];

    public async ValueTask DisposeAsync()
    {
        await _forge.DisposeAsync();
        await _chats.DisposeAsync();
    }

    private void Tested(string commit) =>
        _forge.Repository.Checks.Add(
            new(_forge.Repository.NextId(), commit, "test", "success", 0, IsStatus: true)
        );
}

/// <summary>One job of a workflow, with what a runner tells each of its steps.</summary>
internal sealed record Job(
    string Environment,
    string Token,
    IReadOnlyDictionary<string, string> GitHub
);
