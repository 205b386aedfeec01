using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Host;

/// <summary>Commands with root's rights, by being root or by sudo.</summary>
internal sealed class RootHost(IRemoteHost host, string user)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="RemoteCommandFailed">The user has no such rights.</exception>
    public async Task RequireAsync(CancellationToken cancel) =>
        await MustAsync(
            "[ \"$(id -u)\" = 0 ]",
            $"get root's rights as {user}",
            "set-up needs them once: name a user that has them with `--user`, such as root",
            cancel
        );

    public Task<ProcessResult> RunAsync(string script, CancellationToken cancel) =>
        host.RunAsync(Elevate(script), Patience, cancel);

    public async Task<ProcessResult> MustAsync(
        string script,
        string what,
        string advice,
        CancellationToken cancel
    ) => Good(await RunAsync(script, cancel), what, advice);

    public async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        var quoted = ShellCommand.Quote(path);
        var put = Elevate($"mkdir -p \"$(dirname {quoted})\" && cat > {quoted}");
        Good(
            await host.SendTextAsync(put, text, cancel),
            $"write {path}",
            "see whether the disk is full or read-only"
        );
    }

    /// <summary>A command of the helper that comes along and leaves nothing on the host.</summary>
    public Task<ProcessResult> HelpAsync(IEnumerable<string> words, CancellationToken cancel) =>
        host.SendTextAsync(
            Elevate($"sh -s -- {string.Join(' ', words.Select(ShellCommand.Quote))}"),
            HostHelper.Text,
            cancel
        );

    private ShellCommand Elevate(string script) =>
        user is "root"
            ? ShellCommand.Of("sh", "-c", script)
            : ShellCommand.Of("sh", "-c", script).AsRoot();

    private ProcessResult Good(ProcessResult result, string what, string advice) =>
        result.Succeeded
            ? result
            : throw new RemoteCommandFailed(
                $"could not {what} on {host.Name} (exit code {result.ExitCode})",
                advice,
                result.Output + result.Error
            );
}
