using TshActions.Core.Shell;
using TshActions.Processes;

namespace TshActions.Ssh;

/// <summary>Text for the host goes over standard input only, so that no process list ever shows it.</summary>
internal static class RemoteText
{
    extension(IRemoteHost host)
    {
        public Task<ProcessResult> SendTextAsync(
            ShellCommand command,
            string text,
            CancellationToken cancel
        ) =>
            host.SendAsync(
                command,
                async stream =>
                {
                    await using var writer = new StreamWriter(stream, leaveOpen: true);
                    await writer.WriteAsync(text);
                },
                cancel
            );
    }
}
