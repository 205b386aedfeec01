using TshActions.Core.Journal;
using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Host;

/// <summary>Reads what the helper says of lease and journal: `lease.KEY`, `open.KEY`, `record.KEY`, `bad RELEASE WHY`.</summary>
internal static class HistoryReading
{
    public static HostHistory Read(ILookup<string, string> said) =>
        new(
            Entry(said),
            said["journal"].FirstOrDefault()?.StartsWith("damaged") is true,
            said["lease.run"].FirstOrDefault() is { } run
                ? new LeaseSeen(
                    said["lease.owner"].FirstOrDefault() ?? "",
                    run,
                    TimeSpan.FromSeconds(Number(said["lease.left"].FirstOrDefault())),
                    said["lease.parked"].Contains("yes")
                )
                : null,
            SlotOf(said["record.live"].FirstOrDefault()),
            said["bad"]
                .Select(mark => mark.Split(' ', 2))
                .Where(words => ReleaseId.Parse(words[0]) is not null)
                .DistinctBy(words => words[0])
                .ToDictionary(
                    words => ReleaseId.Parse(words[0])!.Value,
                    words => words.ElementAtOrDefault(1) ?? "taken back"
                ),
            [
                .. said["kept"]
                    .Select(kept => kept.Split(' '))
                    .Where(words => words.Length is 2 && ReleaseId.Parse(words[1]) is not null)
                    .Select(words => new Retained(words[0], ReleaseId.Parse(words[1])!.Value)),
            ],
            said["live.schema"].FirstOrDefault() switch
            {
                "yes" => BackwardCompatible.Yes,
                "no" => BackwardCompatible.No,
                _ => BackwardCompatible.Unknown,
            }
        );

    public static JournalEntry? Entry(ILookup<string, string> said) =>
        SlotOf(said["open.from"].FirstOrDefault()) is { } from
        && SlotOf(said["open.to"].FirstOrDefault()) is { } to
        && ReleaseId.Parse(said["open.release"].FirstOrDefault() ?? "") is { } release
            ? new JournalEntry(
                said["open.kind"].FirstOrDefault() ?? "",
                release,
                said["open.deployment"].FirstOrDefault() ?? "",
                from,
                to,
                said["open.phase"].FirstOrDefault() switch
                {
                    "armed" => Phase.Armed,
                    "reverted" => Phase.Reverted,
                    "held" => Phase.Held,
                    _ => Phase.Preparing,
                },
                said["open.silence"].Contains("hold"),
                said["open.run"].FirstOrDefault() ?? ""
            )
            : null;

    private static Slot? SlotOf(string? name) =>
        name switch
        {
            "blue" => Slot.Blue,
            "green" => Slot.Green,
            _ => null,
        };

    private static double Number(string? text) =>
        double.TryParse(text, out var number) ? number : 0;
}
