using System.Globalization;
using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Host;

/// <summary>One app's helper on one host, for the run that holds the lease.</summary>
/// <param name="Helper">Path of the helper's file there.</param>
/// <param name="Root">Folder of the app in its environment.</param>
/// <param name="Token">The lease's; no secret.</param>
public sealed record LeasedHost(IRemoteHost Remote, string Helper, string Root, string Token)
{
    // The host itself ends what lasts too long, and may need ten seconds for it; this is for a host that is silent.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    // A cancelled run has seconds left in all; what a host has not ended by then its guard ends with the entry.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    /// <summary>A command that only looks.</summary>
    public ShellCommand Look(string name, params IEnumerable<string> words) =>
        ShellCommand.Of([Helper, name, .. words]);

    /// <summary>A command that changes something: ROOT and TOKEN stand before the other words.</summary>
    public ShellCommand Change(string name, params IEnumerable<string> words) =>
        ShellCommand.Of([Helper, name, Root, Token, .. words]);

    /// <summary>Whole seconds for the helper, at least one.</summary>
    public static string Seconds(TimeSpan time) =>
        Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>
    /// Runs a command that may last, beside the one shell, so that the lease can be renewed meanwhile. When it is given
    /// up, what it started on the host is ended.
    /// </summary>
    public async Task<ProcessResult> LastAsync(
        ShellCommand command,
        TimeSpan limit,
        CancellationToken cancel
    )
    {
        using var silence = new CancellationTokenSource(limit + Grace);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        try
        {
            return await Remote.SendAsync(command, _ => Task.CompletedTask, either.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await PartAsync();
            throw;
        }
        catch (OperationCanceledException)
        {
            await AbandonAsync();
            throw new HostUnreachable(
                $"{Remote.Name} gave no answer within {(limit + Grace).TotalSeconds:0} s to `tsh-host {command.Line.Split(' ')[1]}`; what it ran was ended",
                "look at the host's load and at its journal, then run again"
            );
        }
    }

    private async Task PartAsync()
    {
        try
        {
            await Remote.RunAsync(Look("abandon", Root, Token), Parting, CancellationToken.None);
        }
        catch (HostUnreachable)
        {
            // Its guard hears no more of this run than we of it.
        }
    }

    /// <summary>Ends what an earlier run left running on the host, and clears away its traces; nothing there is fine.</summary>
    public async Task AbandonAsync()
    {
        var ended = await Remote.RunAsync(
            Look("abandon", Root, Token),
            AppHost.Soon,
            CancellationToken.None
        );
        if (!ended.Succeeded)
            throw Failed("end what an earlier run left running", ended);
    }

    public RemoteCommandFailed Failed(string what, ProcessResult result) =>
        new(
            $"could not {what} on {Remote.Name} (exit code {result.ExitCode})",
            "the host's own words stand above",
            string.Join('\n', new[] { result.Output, result.Error }.Where(text => text.Length > 0))
        );
}
