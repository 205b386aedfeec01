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

    public static IEnumerable<KeyValuePair<string, string>> Of(Place place)
    {
        if (!ByReload(place))
            return
            [
                new(place.Site.UpstreamsPath, place.Site.Upstreams),
                new(place.Site.RoutesPath, place.Site.Routes),
            ];
        var site = new ReloadSite(place.Site);
        return
        [
            new(place.Site.UpstreamsPath, site.Upstream),
            new(place.Site.RoutesPath, site.Routes),
            new(site.SlotPath(Slot.Blue), site.SlotText(Slot.Blue)),
            new(site.SlotPath(Slot.Green), site.SlotText(Slot.Green)),
        ];
    }

    /// <summary>What does as well as the include line.</summary>
    public static string OrElse(Place place) =>
        ByReload(place)
            ? $" (or `proxy_pass http://{new ReloadSite(place.Site).UpstreamName};` into a location of your own)"
            : "";
}
