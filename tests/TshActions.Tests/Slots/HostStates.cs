using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Releases;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

/// <summary>States a host can be seen in: those a test names, and all of them by chance.</summary>
internal static class HostStates
{
    public static readonly ReleaseId Old = Release("2025.11.14");
    public static readonly ReleaseId New = Release("2025.11.15");

    public static ReleaseId Release(string text) => ReleaseId.Parse(text)!.Value;

    /// <summary>As the pipeline orders it: left to the gate, no singletons.</summary>
    public static DeployOrder Order(ReleaseId release, string? migration = null) =>
        new(
            release,
            migration,
            Backup: false,
            Singletons: [],
            TimeSpan.FromSeconds(60),
            DeployEnding.LeaveToGate
        );

    /// <summary>Blue serves the old release; green is warm or empty.</summary>
    public static HostState BlueLive(SlotState? green = null) =>
        new(
            "vps-main",
            new Routing.To(Slot.Blue),
            Holding(Slot.Blue, Old),
            green ?? SlotState.Empty(Slot.Green)
        );

    public static SlotState Holding(Slot slot, ReleaseId release, bool running = true) =>
        new(slot, release, $"20251114T120000Z-{release}", running);

    /// <summary>Few releases, so that chance makes them meet.</summary>
    public static Arbitrary<ReleaseId> Releases { get; } =
        Gen.Elements("a", "b", "2025.11.15").Select(Release).ToArbitrary();

    public static Arbitrary<HostState> Routed { get; } = States(RoutedGen).ToArbitrary();

    public static Arbitrary<HostState> Unrouted { get; } =
        States(
                Gen.OneOf(
                    Gen.Elements("no server block", "")
                        .Select(Routing (why) => new Routing.NotSetUp(why)),
                    Gen.Elements("unknown directive", "")
                        .Select(Routing (why) => new Routing.Broken(why)),
                    Gen.Elements<Slot?>(Slot.Blue, Slot.Green, null)
                        .Select(Routing (slot) => new Routing.Down(slot)),
                    Gen.Elements<Slot?>(Slot.Blue, Slot.Green, null)
                        .Select(Routing (slot) => new Routing.Disagrees(slot, "app", "production")),
                    Gen.Elements(Slot.Blue, Slot.Green)
                        .Select(Routing (slot) => new Routing.Remembered(slot, "max=9", "60s"))
                )
            )
            .ToArbitrary();

    private static Gen<Routing> RoutedGen =>
        Gen.Elements(Slot.Blue, Slot.Green).Select(Routing (slot) => new Routing.To(slot));

    private static Gen<HostState> States(Gen<Routing> routings) =>
        from routing in routings
        from blue in SlotStates(Slot.Blue)
        from green in SlotStates(Slot.Green)
        select new HostState("vps-main", routing, blue, green);

    private static Gen<SlotState> SlotStates(Slot slot) =>
        from release in Releases.Generator
        from empty in Gen.Elements(true, false, false)
        from running in Gen.Elements(true, false)
        select empty
            ? SlotState.Empty(slot) with
            {
                Running = running,
            }
            : Holding(slot, release, running);
}
