using System.Globalization;
using TshActions.Host;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Probes;

/// <summary>
/// The prober on the host. It measures where the slots are and writes what it finds into a file there, so a connection
/// that breaks loses nothing: the next one reads on where the last one stopped.
/// </summary>
public sealed class HostWatch(AppHost app)
{
    /// <summary>Begins to record. A watch of this app that still runs ends; the same one asked for twice is one.</summary>
    /// <param name="name">Letters, digits, dots, dashes; one that was used before is refused.</param>
    public async Task StartAsync(
        string name,
        WatchOrders orders,
        TimeSpan interval,
        int ticks,
        CancellationToken cancel
    )
    {
        var started = await app.Remote.SendTextAsync(
            app.Leased.Change("watch", name),
            orders.Watch(interval, ticks),
            cancel
        );
        Require("begin to watch", started);
    }

    /// <summary>What was recorded from a line on; the first line is 1. One round trip.</summary>
    public async Task<Recorded> ReadOnAsync(string name, int fromLine, CancellationToken cancel)
    {
        var line = fromLine.ToString(CultureInfo.InvariantCulture);
        var said = await app.Remote.RunAsync(
            app.Leased.Look("watched", app.Place.Root, name, line),
            AppHost.Soon,
            cancel
        );
        Require("read what was watched", said);
        return Recorded.Read(said.Output);
    }

    /// <summary>Ends it, if it still runs. What it recorded stays.</summary>
    public async Task StopAsync(string name, CancellationToken cancel)
    {
        var stopped = await app.Remote.RunAsync(
            app.Leased.Change("unwatch", name),
            AppHost.Soon,
            cancel
        );
        Require("end the watch", stopped);
    }

    /// <summary>Asks one slot the same questions in a row, beside the one shell.</summary>
    /// <returns>A line for each time, the last one at minus one pace.</returns>
    public async Task<IReadOnlyList<string>> BaselineAsync(
        WatchOrders orders,
        int samples,
        TimeSpan pace,
        TimeSpan within,
        CancellationToken cancel
    )
    {
        using var silence = new CancellationTokenSource(within + orders.Timeout + AppHost.Soon);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        try
        {
            var asked = await app.Remote.SendTextAsync(
                app.Leased.Look("baseline", app.Place.Root),
                orders.Baseline(samples, pace, within),
                either.Token
            );
            Require("measure a baseline", asked);
            return Recorded.LinesOf(asked.Output);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new HostUnreachable(
                $"{app.Name} measured a baseline for longer than {within.TotalSeconds:0} s and did not come to an end",
                "look at the host's load, then run again"
            );
        }
    }

    private void Require(string what, ProcessResult result)
    {
        if (!result.Succeeded)
            throw app.Failed(what, result);
    }
}
