using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.RigTests.GitHub;

/// <summary>A host of which only the journals are there: its commands run in this machine's own shell, on a folder here.</summary>
internal sealed class JournalFolder(string name, string root) : IRemoteHost
{
    public string Name => name;

    public Task<ProcessResult> RunAsync(
        ShellCommand command,
        TimeSpan timeout,
        CancellationToken cancel
    ) =>
        ChildProcess.RunAsync(
            "/bin/sh",
            ["-c", command.Line.Replace("/var/lib/tsh", root)],
            cancel
        );

    public Task<ProcessResult> SendAsync(
        ShellCommand command,
        Func<Stream, Task> feed,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public Task<ProcessResult> ReceiveAsync(
        ShellCommand command,
        Func<Stream, Task> take,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public Task<string> ForwardAsync(string at, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
