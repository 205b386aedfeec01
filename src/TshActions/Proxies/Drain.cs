using TshActions.Core.Slots;
using TshActions.Host;

namespace TshActions.Proxies;

/// <summary>
/// Waits until no connection to a slot is open. Idle ones are closed by nginx after `proxy.keepalive`, so what stays
/// open longer is a running request or a websocket; draining only waits and cuts nothing.
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
            var open = await app.ConnectionsAsync(slot, cancel);
            if (open is 0)
                return "no connection left";
            if (time.GetElapsedTime(begin) >= app.Place.Manifest.Proxy.DrainTimeout)
                return $"{open} connection{(open is 1 ? "" : "s")} still open";
            await Task.Delay(Beat, time, cancel);
        }
    }
}
