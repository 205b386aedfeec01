using TshActions.Core.Nginx;
using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Host;

/// <summary>Reads what `tsh-host observe` says of an nginx that knows the site: what its files say, and what it runs.</summary>
internal static class NginxReading
{
    public static Routing Routing(ILookup<string, string> said, SwitchKind? wanted)
    {
        var kind = ByReload(said) ? SwitchKind.Reload : SwitchKind.File;
        var live = said["live"].FirstOrDefault() switch
        {
            "blue" => Slot.Blue,
            "green" => Slot.Green,
            _ => (Slot?)null,
        };
        if (wanted is { } other && other != kind)
            return new Routing.NotSetUp(
                $"traffic moves by {Name(kind)} here, and the manifest says `switch: {Name(other)}`"
            );
        return kind is SwitchKind.Reload ? ByReload(said, live) : ByFlag(said, live);
    }

    public static NginxFacts Facts(ILookup<string, string> said) =>
        new(
            Version.TryParse(said["nginx.version"].FirstOrDefault(), out var version)
                ? version
                : null,
            ByReload(said),
            Time(said["nginx.keepalive_min_timeout"].FirstOrDefault()),
            Time(said["nginx.worker_shutdown_timeout"].FirstOrDefault()),
            said["nginx.upstream"].Max(upstream => Time(upstream.Split(' ')[^1]))
        );

    private static Routing ByFlag(ILookup<string, string> said, Slot? live) =>
        (live, said["running"].FirstOrDefault()) switch
        {
            (null, _) => new Routing.NotSetUp("the folder of the switch is missing"),
            (_, "down") => new Routing.Down(live),
            ({ } slot, _) when said["nginx.open_file_cache"].FirstOrDefault() is { } setting =>
                new Routing.Remembered(
                    slot,
                    setting,
                    said["nginx.open_file_cache_valid"].FirstOrDefault() ?? "60s"
                ),
            ({ } slot, _) => new Routing.To(slot),
        };

    private static Routing ByReload(ILookup<string, string> said, Slot? live) =>
        (live, said["running"].FirstOrDefault()) switch
        {
            (_, "down") => new Routing.Down(live),
            (_, "unseen") => new Routing.NotSetUp(
                "the deploy user may not see nginx's processes (/proc is mounted with hidepid)"
            ),
            ({ } slot, { } running) when running == slot.Name => new Routing.To(slot),
            _ => new Routing.Disagrees(live, Site(said, 0), Site(said, 1)),
        };

    private static bool ByReload(ILookup<string, string> said) =>
        said["switch"].FirstOrDefault() is "reload";

    // `reload APP ENVIRONMENT`, as the command that mends it wants them.
    private static string Site(ILookup<string, string> said, int word) =>
        (said["reload"].FirstOrDefault() ?? "").Split(' ').ElementAtOrDefault(word) ?? "";

    private static string Name(SwitchKind kind) => kind is SwitchKind.Reload ? "reload" : "file";

    private static TimeSpan? Time(string? text) => text is null ? null : NginxTime.Parse(text);
}
