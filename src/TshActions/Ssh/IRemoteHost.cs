using TshActions.Core.Shell;
using TshActions.Processes;

namespace TshActions.Ssh;

/// <summary>One host and the few ways to work on it. Behind it stands the OpenSSH client.</summary>
public interface IRemoteHost : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Runs a command in the one long-lived shell: one round trip.</summary>
    /// <exception cref="HostUnreachable">The connection dropped, or the command outlived its time.</exception>
    Task<ProcessResult> RunAsync(ShellCommand command, TimeSpan timeout, CancellationToken cancel);

    /// <summary>Runs a command with a stream as its standard input.</summary>
    Task<ProcessResult> SendAsync(
        ShellCommand command,
        Func<Stream, Task> feed,
        CancellationToken cancel
    );

    /// <summary>Runs a command whose standard output is read as a stream; the result has none of it.</summary>
    /// <param name="take">Reads to the end; when it throws, the command is ended and the exception goes on.</param>
    Task<ProcessResult> ReceiveAsync(
        ShellCommand command,
        Func<Stream, Task> take,
        CancellationToken cancel
    );

    /// <summary>Makes what the host alone can reach reachable here.</summary>
    /// <param name="at">`127.0.0.1:8001`, or the path of a unix socket there.</param>
    /// <returns>Path of a unix socket; each connection to it is a connection to that.</returns>
    Task<string> ForwardAsync(string at, CancellationToken cancel);
}
