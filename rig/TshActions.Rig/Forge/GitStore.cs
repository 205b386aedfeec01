using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Forge;

/// <summary>
/// A real git repository in a folder of its own. By a clock of a test every commit is a minute later than the one before.
/// </summary>
public sealed class GitStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-git-").FullName;
    private readonly TimeProvider _time;
    private DateTimeOffset _now;

    private GitStore(TimeProvider time) => (_time, _now) = (time, time.GetUtcNow());

    public string Folder => _folder;

    public static async Task<GitStore> CreateAsync(TimeProvider time, string branch)
    {
        var store = new GitStore(time);
        await store.RunAsync("init", "--quiet", $"--initial-branch={branch}");
        return store;
    }

    /// <summary>A commit on a branch with these files changed; null removes one.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CommitAsync(
        string branch,
        string message,
        params (string Path, string? Text)[] files
    )
    {
        await SwitchAsync(branch);
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(_folder, path);
            if (text is null)
                File.Delete(full);
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                await File.WriteAllTextAsync(full, text);
            }
        }
        await RunAsync("add", "--all");
        await RunAsync("commit", "--quiet", "--allow-empty", "--message", message);
        return await IdAsync("HEAD");
    }

    public async Task SwitchAsync(string branch)
    {
        // A repository without a commit has its first branch already.
        if (await TryAsync("rev-parse", "--verify", "--quiet", "HEAD") is not null)
            await RunAsync("checkout", "--quiet", branch);
    }

    public async Task<string> IdAsync(string name) =>
        await TryAsync("rev-parse", "--verify", "--quiet", $"{name}^{{commit}}")
        ?? throw new RigException($"{name} is no commit");

    /// <summary>A text without what differs from folder to folder: ids of commits and trees.</summary>
    public static string Known(string text) =>
        System.Text.RegularExpressions.Regex.Replace(
            text,
            "[0-9a-f]{40}",
            "0123456",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    public async Task<string> TreeAsync(string name) =>
        await RunAsync("rev-parse", $"{name}^{{tree}}");

    /// <returns>What git printed, without the line's end.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await GitAsync(arguments);
        return result.Succeeded
            ? result.Output.TrimEnd('\n')
            : throw new RigException($"git {string.Join(' ', arguments)}:\n{result.Text()}");
    }

    /// <returns>Null where git refused.</returns>
    public async Task<string?> TryAsync(params string[] arguments) =>
        await GitAsync(arguments) is { Succeeded: true } result
            ? result.Output.TrimEnd('\n')
            : null;

    private Task<ProcessResult> GitAsync(string[] arguments)
    {
        _now = _time == TimeProvider.System ? _time.GetUtcNow() : _now + TimeSpan.FromMinutes(1);
        var date = $"@{_now.ToUnixTimeSeconds()} +0000";
        return ChildProcess.RunAsync(
            "git",
            ["-C", _folder, .. arguments],
            CancellationToken.None,
            environment:
            [
                new("GIT_CONFIG_GLOBAL", "/dev/null"),
                new("GIT_CONFIG_SYSTEM", "/dev/null"),
                new("GIT_AUTHOR_NAME", "author"),
                new("GIT_AUTHOR_EMAIL", "author@example.com"),
                new("GIT_COMMITTER_NAME", "committer"),
                new("GIT_COMMITTER_EMAIL", "committer@example.com"),
                new("GIT_AUTHOR_DATE", date),
                new("GIT_COMMITTER_DATE", date),
                new("GIT_EDITOR", "true"),
            ]
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
