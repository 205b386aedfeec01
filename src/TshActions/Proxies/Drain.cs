using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;

namespace TshActions.Proxies;

/// <summary>
/// Waits until no connection to a slot is open. Idle ones are closed by nginx after `proxy.keepalive`, so what stays
/// open longer is a running request or a websocket; draining only waits and cuts nothing. After a reload the workers of
/// before must be gone too: one that is still reading a request would pass it to the slot they knew.
/// </summary>
internal static class Drain
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>Waiting for a drained slot must not undo a switch that is proven: trouble in counting is only told.</summary>
    public static async Task<string> TryAsync(
        AppHost app,
        Slot slot,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        try
        {
            return await WaitAsync(app, slot, time, cancel);
        }
        catch (ActionException error)
        {
            return $"not watched: {error.Message}";
        }
    }

    /// <returns>What a person wants to know: nothing left, or how many stayed.</returns>
    public static async Task<string> WaitAsync(
        AppHost app,
        Slot slot,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            var left = await LookAsync(app, slot, cancel);
            if (left.Nothing || time.GetElapsedTime(begin) >= app.Place.Manifest.Proxy.DrainTimeout)
                return left.Text;
            await Task.Delay(Beat, time, cancel);
        }
    }

    private static async Task<DrainLook> LookAsync(
        AppHost app,
        Slot slot,
        CancellationToken cancel
    ) =>
        new(
            await app.ConnectionsAsync(slot, cancel),
            app.Place.Manifest.Proxy.Switch is SwitchKind.Reload
                ? DrainLook.Leaving(
                    (
                        await app.MustAsync(
                            "look at nginx's workers",
                            ShellCommand.Of(app.Helper, "workers"),
                            AppHost.Soon,
                            cancel
                        )
                    ).Output
                )
                : 0
        );
}
