using System.Diagnostics;

namespace TshActions.Rig.Docker;

/// <summary>Waits for a started VPS, and tells a broken one from a slow one.</summary>
internal sealed class VpsBoot(string name, int sshPort, VpsOrder order)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private VpsReadiness _seen = VpsReadiness.Nothing;

    /// <exception cref="VpsBrokenException">At once, when it exited or a unit failed.</exception>
    /// <exception cref="VpsSlowException">At the deadline.</exception>
    public async Task WaitAsync(CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(order.Deadline);
        try
        {
            while (!_seen.IsReady)
            {
                await RequireRunningAsync(patience.Token);
                _seen = await VpsReadiness.ObserveAsync(
                    name,
                    sshPort,
                    order.Docker,
                    patience.Token
                );
                if (_seen.IsBroken)
                {
                    throw new VpsBrokenException(await DescribeFailedUnitsAsync(patience.Token));
                }

                if (!_seen.IsReady)
                {
                    await Task.Delay(Between, patience.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new VpsSlowException(
                $"{name} was not up after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s. {_seen}"
            );
        }
    }

    private async Task RequireRunningAsync(CancellationToken cancel)
    {
        var state = await DockerCli.RequireAsync(
            ["inspect", "-f", "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}", name],
            cancel
        );
        if (!state.StartsWith("running") && !state.StartsWith("created"))
        {
            throw new VpsBrokenException(
                $"{name} is gone ({state.Trim()}).\n{await LogAsync(cancel)}"
            );
        }
    }

    private async Task<string> DescribeFailedUnitsAsync(CancellationToken cancel)
    {
        const string tell =
            "systemctl --failed --no-pager --plain; "
            + "for unit in $(systemctl list-units --state=failed --plain --no-legend | cut -d' ' -f1); "
            + "do journalctl -u \"$unit\" -n 15 --no-pager; done";
        var units = await DockerCli.RunAsync(["exec", name, "sh", "-c", tell], cancel);
        return $"{name} came up broken: {string.Join(", ", _seen.FailedUnits)} ({_seen}).\n{units.Text()}\n{await LogAsync(cancel)}";
    }

    private async Task<string> LogAsync(CancellationToken cancel)
    {
        var log = await DockerCli.RunAsync(["logs", "--tail", "40", name], cancel);
        return $"Last lines of its console:\n{log.Text()}";
    }
}
