using TshActions.Core.Shell;
using TshActions.Manifest;
using TshActions.Processes;

namespace TshActions.Ssh;

/// <summary>
/// A host through the OpenSSH client: one connection, its key pinned, everything multiplexed over it. No file of the
/// machine's own ssh configuration is read, because in a container action HOME is not where ssh looks for it.
/// </summary>
public sealed class SshHost : IRemoteHost
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Only to be polite to the host; over a network that is cut nobody hears it.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(1);

    private readonly HostSpec _host;
    private readonly string _user;
    private readonly SshFolder _folder;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1);
    private readonly SemaphoreSlim _forwarding = new(1);
    private SshShell? _shell;

    private SshHost(HostSpec host, string user, SshFolder folder, TimeProvider time) =>
        (_host, _user, _folder, _time) = (host, user, folder, time);

    public string Name => _host.Name;

    /// <param name="ports">Of the host's own loopback: to be asked soon, so the way there is opened along.</param>
    /// <exception cref="HostUnreachable">With the reason ssh's log gives.</exception>
    public static async Task<SshHost> ConnectAsync(
        HostSpec host,
        string user,
        string privateKey,
        IEnumerable<int> ports,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var folder = new SshFolder(privateKey, host.Key.KnownHostsLine(host.Address, host.Port));
        var connection = new SshHost(host, user, folder, time);
        try
        {
            connection._shell = connection.OpenShell([
                .. ports.SelectMany(port =>
                    new[] { "-L", connection.Forwarded(LoopbackPort.At(port)) }
                ),
            ]);
            await connection.RunAsync(
                ShellCommand.Of("true"),
                ConnectTimeout + TimeSpan.FromSeconds(10),
                cancel
            );
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<ProcessResult> RunAsync(
        ShellCommand command,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        await _one.WaitAsync(cancel);
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            _shell ??= OpenShell([]);
            return await _shell.RunAsync(command, both.Token) ?? throw Dropped();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new HostUnreachable(
                $"{_host.Name} gave no answer within {timeout.TotalSeconds:0} s to: {Short(command)}",
                "look at the host's load and at its journal, then run again"
            );
        }
        finally
        {
            if (_shell is { InStep: false })
            {
                _shell.Dispose();
                _shell = null;
            }

            _one.Release();
        }
    }

    public async Task<ProcessResult> SendAsync(
        ShellCommand command,
        Func<Stream, Task> feed,
        CancellationToken cancel
    )
    {
        var result = await ChildProcess.RunAsync(
            "ssh",
            [.. Options, Destination, command.Line],
            cancel,
            feed
        );
        return result.ExitCode is 255 ? throw Dropped() : result;
    }

    public async Task<ProcessResult> ReceiveAsync(
        ShellCommand command,
        Func<Stream, Task> take,
        CancellationToken cancel
    )
    {
        var result = await ChildProcess.ReceiveAsync(
            "ssh",
            [.. Options, Destination, command.Line],
            take,
            cancel
        );
        return result.ExitCode is 255 ? throw Dropped() : result;
    }

    public async Task<string> ForwardAsync(string at, CancellationToken cancel)
    {
        var socket = _folder.Socket(at);
        // One at a time: who finds the socket dead must not delete the one that another has just opened.
        await _forwarding.WaitAsync(cancel);
        try
        {
            return await OpenAsync(socket, at, cancel);
        }
        finally
        {
            _forwarding.Release();
        }
    }

    private async Task<string> OpenAsync(string socket, string at, CancellationToken cancel)
    {
        if (await SshFolder.ListensAsync(socket, cancel))
            return socket;
        // Left by a connection that is gone; ssh would not bind it again.
        File.Delete(socket);
        var result = await ChildProcess.RunAsync(
            "ssh",
            [.. Options, "-O", "forward", "-L", Forwarded(at), Destination],
            cancel
        );
        return result.Succeeded ? socket : throw Dropped();
    }

    public async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        using var last = new CancellationTokenSource(Parting, _time);
        try
        {
            await ChildProcess.RunAsync("ssh", [.. Options, "-O", "exit", Destination], last.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or ActionException)
        {
            // It ends by itself, a minute later, if there is one at all.
        }
        finally
        {
            _folder.Dispose();
            _one.Dispose();
            _forwarding.Dispose();
        }
    }

    private string Destination => $"{_user}@{_host.Address}";

    private List<string> Options =>
        [
            "-F",
            "none",
            "-v",
            "-E",
            _folder.Log,
            "-S",
            _folder.Control,
            "-p",
            $"{_host.Port}",
            "-i",
            _folder.Key,
            "-o",
            "ControlMaster=auto",
            // The shared connection outlives its first session, and by a minute a program that was killed.
            "-o",
            "ControlPersist=60",
            "-o",
            "BatchMode=yes",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            $"UserKnownHostsFile={_folder.KnownHosts}",
            "-o",
            "GlobalKnownHostsFile=/dev/null",
            "-o",
            "UpdateHostKeys=no",
            "-o",
            $"HostKeyAlgorithms={_host.Key.Algorithms}",
            "-o",
            $"ConnectTimeout={ConnectTimeout.TotalSeconds:0}",
            "-o",
            "ServerAliveInterval=5",
            "-o",
            "ServerAliveCountMax=3",
        ];

    private SshShell OpenShell(IEnumerable<string> more) =>
        new(ChildProcess.Start("ssh", [.. Options, .. more, Destination, "exec /bin/sh"]));

    private string Forwarded(string at) => $"{_folder.Socket(at)}:{at}";

    private HostUnreachable Dropped()
    {
        var log = _folder.ReadLog();
        return log.Contains("Authenticated to ") && !log.Contains("administratively prohibited")
            ? new HostUnreachable(
                $"the connection to {_host.Name} ({_host.Address}) dropped in the middle",
                "run again: the verb looks at the host first and goes on from what it finds"
            )
            : SshFailure.Explain(_host, _user, ConnectTimeout, log);
    }

    private static string Short(ShellCommand command) =>
        command.Line.Length > 120 ? command.Line[..120] + "…" : command.Line;
}
