using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Releases;

/// <summary>Reads what `tsh-host inventory` printed.</summary>
public static class Inventory
{
    public static HostInventory Read(string output)
    {
        var said = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToLookup(words => words[0], words => words[1..]);
        var holds = said["holds"]
            .Where(words => words.Length is 2)
            .ToLookup(words => words[0], words => words[1]);
        return new HostInventory(
            First("live") is "green" ? Slot.Green : Slot.Blue,
            [
                .. Names("deployment")
                    .Select(name => new HeldDeployment(name, holds[name].FirstOrDefault())),
            ],
            [.. Names("release")],
            [.. said["slot"].Where(words => words.Length is 2).Select(Pointer)],
            Names("bad").ToHashSet(),
            Open(),
            [.. said["closed"].Select(Closed).OfType<ClosedEntry>()]
        );

        string First(string key) => said[key].FirstOrDefault()?.FirstOrDefault() ?? "";

        IEnumerable<string> Names(string key) =>
            said[key].Where(words => words.Length is 1).Select(words => words[0]);

        OpenEntry Open() =>
            (First("journal"), First("open.deployment"), First("open.release")) switch
            {
                ("none", _, _) => new OpenEntry.None(),
                ("good", { Length: > 0 } deployment, { Length: > 0 } release) =>
                    new OpenEntry.About(deployment, release),
                _ => new OpenEntry.Unreadable(),
            };
    }

    private static SlotPointer Pointer(string[] words) =>
        new(
            words[0].StartsWith("green") ? Slot.Green : Slot.Blue,
            words[0].EndsWith(".former"),
            words[1]
        );

    /// <summary>A rollback that was carried through says that what it went back to is good.</summary>
    private static ClosedEntry? Closed(string[] words) =>
        words is [var ended, var kind, var outcome, var deployment]
        && long.TryParse(ended, out var seconds)
            ? new ClosedEntry(
                seconds,
                deployment,
                outcome is "confirmed" || (kind, outcome) is ("rollback", "rolled-back")
            )
            : null;
}
