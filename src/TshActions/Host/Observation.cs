using TshActions.Core.Releases;
using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Host;

/// <summary>Reads what `tsh-host observe` printed.</summary>
public static class Observation
{
    /// <param name="wanted">How the manifest says that traffic moves; null: not compared.</param>
    public static HostState Read(
        string host,
        string includeLine,
        string output,
        SwitchKind? wanted = null
    )
    {
        var said = HostLines.Read(output);
        return new HostState(
            host,
            Routing(said, includeLine, wanted),
            SlotState(said, Slot.Blue),
            SlotState(said, Slot.Green)
        )
        {
            History = HistoryReading.Read(said),
            Nginx = NginxReading.Facts(said),
        };
    }

    private static Routing Routing(
        ILookup<string, string> said,
        string includeLine,
        SwitchKind? wanted
    ) =>
        (said["nginx"].FirstOrDefault(), said["site"].FirstOrDefault()) switch
        {
            ("forbidden", _) => new Routing.NotSetUp(
                "the deploy user may not run `sudo -n /usr/sbin/nginx -T`"
            ),
            ("broken", _) => new Routing.Broken(string.Join("; ", said["nginx-says"])),
            ("ok", "missing") => new Routing.NotSetUp(
                $"no server block has the line `{includeLine}`"
            ),
            ("ok", "included") => NginxReading.Routing(said, wanted),
            _ => new Routing.NotSetUp("the folder of the switch is missing"),
        };

    private static SlotState SlotState(ILookup<string, string> said, Slot slot) =>
        new(
            slot,
            said[$"{slot.Name}.release"].FirstOrDefault() is { } release
                ? ReleaseId.Parse(release)
                : null,
            said[$"{slot.Name}.deployment"].FirstOrDefault(),
            said[$"{slot.Name}.unit"].FirstOrDefault() is "active"
        );
}
