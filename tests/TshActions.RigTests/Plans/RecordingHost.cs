using System.Collections.Concurrent;
using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Rig.Runner;
using TshActions.Ssh;
using TshActions.Verbs;

namespace TshActions.RigTests.Plans;

/// <summary>A real connection, and a note of each line that goes down it.</summary>
internal sealed class RecordingHost(IRemoteHost host, Action<string> record) : IRemoteHost
{
    public string Name => host.Name;

    /// <summary>Runs a verb, and says which lines it sent to the host, in their order.</summary>
    public static async Task<(TshResult Run, IReadOnlyList<string> Sent)> TshAsync(
        Workbench bench,
        string verb,
        params (string Name, string Value)[] inputs
    )
    {
        var sent = new ConcurrentQueue<string>();
        var run = await bench.TshAsync(verb, around => Around(around, sent.Enqueue), inputs);
        return (run, [.. sent]);
    }

    private static Surroundings Around(Surroundings around, Action<string> record) =>
        around with
        {
            Connect = async (place, user, key, time, cancel) =>
                new RecordingHost(await around.Connect(place, user, key, time, cancel), record),
        };

    public Task<ProcessResult> RunAsync(
        ShellCommand command,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        record(command.Line);
        return host.RunAsync(command, timeout, cancel);
    }

    public Task<ProcessResult> SendAsync(
        ShellCommand command,
        Func<Stream, Task> feed,
        CancellationToken cancel
    )
    {
        record(command.Line);
        return host.SendAsync(command, feed, cancel);
    }

    public Task<ProcessResult> ReceiveAsync(
        ShellCommand command,
        Func<Stream, Task> take,
        CancellationToken cancel
    )
    {
        record(command.Line);
        return host.ReceiveAsync(command, take, cancel);
    }

    public Task<string> ForwardAsync(string at, CancellationToken cancel) =>
        host.ForwardAsync(at, cancel);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
