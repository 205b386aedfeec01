using TshActions.Core.Slots;
using TshActions.Core.Systemd;
using TshActions.Manifest;

namespace TshActions.Runtimes;

/// <summary>The units of both slots: the web process, and those beside it.</summary>
internal static class SlotUnits
{
    public static IReadOnlyList<SlotUnit> Of(Place place) =>
        place.Manifest.Runtime is SystemdSpec systemd
            ?
            [
                .. new[] { Slot.Blue, Slot.Green }.SelectMany(slot =>
                    place
                        .Manifest.Processes.Select(process =>
                            Unit(
                                place,
                                slot,
                                place.ProcessUnit(process, slot),
                                process.Command,
                                process.Overlap is Overlap.Allowed
                            )
                        )
                        .Prepend(
                            Unit(place, slot, place.Unit(slot), systemd.Command, startsAtBoot: true)
                        )
                ),
            ]
            : [];

    private static SlotUnit Unit(
        Place place,
        Slot slot,
        string name,
        string command,
        bool startsAtBoot
    ) =>
        new(
            name,
            $"{place.Manifest.App}, {place.Environment.Name}, {name.Replace(".service", "")}",
            place.Host.User,
            place.SlotFolder(slot),
            slot.Name,
            place.Environment.Port(slot),
            command.Replace("{port}", $"{place.Environment.Port(slot)}"),
            place.Manifest.Runtime.StartTimeout,
            place.Manifest.Runtime.StopTimeout,
            startsAtBoot
        );
}
