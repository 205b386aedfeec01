using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Host;

/// <summary>Reads what `tsh-host observe` printed.</summary>
public static class Observation
{
    public static HostState Read(string host, string includeLine, string output)
    {
        var said = HostLines.Read(output);
        return new HostState(
            host,
            Routing(said, includeLine),
            SlotState(said, Slot.Blue),
            SlotState(said, Slot.Green)
        )
        {
            History = HistoryReading.Read(said),
        };
    }

    private static Routing Routing(ILookup<string, string> said, string includeLine) =>
        (
            said["nginx"].FirstOrDefault(),
            said["site"].FirstOrDefault(),
            said["live"].FirstOrDefault()
        ) switch
        {
            ("forbidden", _, _) => new Routing.NotSetUp(
                "the deploy user may not run `sudo -n /usr/sbin/nginx -T`"
            ),
            ("broken", _, _) => new Routing.Broken(string.Join("; ", said["nginx-says"])),
            ("ok", "missing", _) => new Routing.NotSetUp(
                $"no server block has the line `{includeLine}`"
            ),
            ("ok", "included", "blue") => new Routing.To(Slot.Blue),
            ("ok", "included", "green") => new Routing.To(Slot.Green),
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
