using TshActions.Core.Nginx;
using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>
/// What set-up writes for nginx, by the way the manifest wants traffic to move. The same two paths for both, so that one
/// replaces the other; which slot `live.upstream` names is for the host to say, where the one that is live is known.
/// </summary>
internal static class SiteFiles
{
    public static bool ByReload(Place place) => place.Manifest.Proxy.Switch is SwitchKind.Reload;

    public static IEnumerable<KeyValuePair<string, string>> Of(Place place, HostTraits traits)
    {
        var flag = place.Site with { Log = traits.Log };
        var log = flag.AccessLog;
        var reload = new ReloadSite(flag);
        var byReload = ByReload(place);
        return
        [
            new(flag.UpstreamsPath, byReload ? reload.Upstream : flag.Upstreams),
            new(flag.RoutesPath, byReload ? reload.Routes : flag.Routes),
            .. new[] { Slot.Blue, Slot.Green }
                .Where(_ => byReload)
                .Select(slot => new KeyValuePair<string, string>(
                    reload.SlotPath(slot),
                    reload.SlotText(slot)
                )),
            new(log.RotationPath, log.Rotation),
            new(log.FolderPath, log.Folder(traits.Group)),
        ];
    }

    /// <summary>What does as well as the include line.</summary>
    public static string OrElse(Place place) =>
        ByReload(place)
            ? $" (or `proxy_pass http://{new ReloadSite(place.Site).UpstreamName};` into a location of your own)"
            : "";
}
