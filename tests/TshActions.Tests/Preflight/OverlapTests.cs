using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Preflight;

namespace TshActions.Tests.Preflight;

public class OverlapTests
{
    private const long MB = Rooms.MB;

    [Fact]
    public void A_host_with_room_fits()
    {
        var fits = Overlap.Decide(Rooms.Roomy, Rooms.Modest);

        fits.ShouldBeOfType<OverlapDecision.Fits>().Notes.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_just_enough_is_enough_and_one_less_is_not()
    {
        var exact = Rooms.Roomy with
        {
            MemoryAvailable = 600 * MB,
            Disk = new DiskRoom(1_160 * MB, 7_000),
            Database = new DatabaseRoom.Measured(100, 3, 77, 0),
        };
        Overlap.Decide(exact, Rooms.Modest).ShouldBeOfType<OverlapDecision.Fits>();

        What(exact with { MemoryAvailable = 600 * MB - 1 }).ShouldBe(["memory"]);
        What(exact with { Disk = exact.Disk with { Bytes = 1_160 * MB - 1 } })
            .ShouldBe(["disk for the release"]);
        What(exact with { Disk = exact.Disk with { Inodes = 6_999 } }).ShouldBe(["inodes"]);
        What(exact with { Database = new DatabaseRoom.Measured(100, 3, 78, 0) })
            .ShouldBe(["PostgreSQL connections"]);
    }

    [Fact]
    public void Without_a_declared_need_the_live_slot_shows_what_one_uses_and_a_fifth_more()
    {
        var needs = Rooms.Modest with { Memory = null };

        Overlap
            .Decide(Rooms.Roomy with { MemoryAvailable = 600 * MB }, needs)
            .ShouldBeOfType<OverlapDecision.Fits>();
        Overlap
            .Decide(Rooms.Roomy with { MemoryAvailable = 599 * MB }, needs)
            .ShouldBeOfType<OverlapDecision.Refused>()
            .Reason.ShouldContain(
                "memory (needs 600 MB, 1.2 × the 500 MB of the live slot, has 599 MB)"
            );
    }

    [Fact]
    public void What_the_idle_slot_holds_is_free_again_before_the_candidate_starts()
    {
        var tight = Rooms.Roomy with
        {
            MemoryAvailable = 150 * MB,
            IdleMemory = 450 * MB,
            Database = new DatabaseRoom.Measured(100, 3, 90, 15),
        };

        Overlap.Decide(tight, Rooms.Modest).ShouldBeOfType<OverlapDecision.Fits>();
        What(tight with { IdleMemory = 0 }).ShouldBe(["memory"]);
        What(tight with { Database = new DatabaseRoom.Measured(100, 3, 90, 0) })
            .ShouldBe(["PostgreSQL connections"]);
    }

    [Fact]
    public void An_image_needs_its_room_where_docker_keeps_it()
    {
        var needs = Rooms.Modest with { ImageBytes = 500 * MB };
        var room = Rooms.Roomy with { Disk = new DiskRoom(1_200 * MB, 100_000) };

        What(room with { ImageDisk = new DiskRoom(2_000 * MB, 1) }, needs).ShouldBeEmpty();
        What(room with { ImageDisk = new DiskRoom(1_999 * MB, 1) }, needs)
            .ShouldBe(["disk for the image"]);
        What(room with { OneDisk = true }, needs).ShouldBe(["disk for release and image"]);
        What(room, needs).ShouldBe(["disk for the image"]);
    }

    [Fact]
    public void Each_refusal_says_what_is_short_by_how_much_and_how_to_mend_it()
    {
        var full = new HostRoom(
            "vps-main",
            MemoryAvailable: 210 * MB,
            SwapFree: 1_024 * MB,
            LiveMemory: 430 * MB,
            IdleMemory: 40 * MB,
            new DiskRoom(640 * MB, 1_210),
            new DiskRoom(900 * MB, 1),
            OneDisk: false,
            FilesFree: 12,
            new DatabaseRoom.Measured(75, 3, 60, 5)
        );
        var blind = new HostRoom(
            "vps-main",
            null,
            null,
            null,
            null,
            DiskRoom.Unknown,
            DiskRoom.Unknown,
            OneDisk: false,
            null,
            new DatabaseRoom.Unknown("psql is not installed on the host")
        );
        (HostRoom Room, OverlapNeeds Needs)[] cases =
        [
            (full, new(null, 30, 120 * MB, 4_000, 480 * MB)),
            (full with { OneDisk = true }, new(512 * MB, null, 120 * MB, 40, 480 * MB)),
            (Rooms.Roomy with { MemoryAvailable = 600 * MB - 1 }, Rooms.Modest),
            (blind, new(512 * MB, 30, 120 * MB, 4_000)),
            (blind, new(null, null, 0, 0)),
        ];

        Approved.Check(
            string.Join('\n', cases.Select(one => Text(Overlap.Decide(one.Room, one.Needs))))
        );
    }

    [Fact]
    public void No_data_is_never_a_pass() =>
        Prop.ForAll(
                Rooms.Any,
                Rooms.Needs,
                (room, needs) =>
                    Overlap.Decide(room, needs) is not OverlapDecision.Fits
                    || (
                        room.Disk is { Bytes: not null, Inodes: not null }
                        && (needs.Memory is null || room.MemoryAvailable is not null)
                        && (needs.Connections is null || room.Database is DatabaseRoom.Measured)
                        && (
                            needs.ImageBytes is 0
                            || room.OneDisk
                            || room.ImageDisk.Bytes is not null
                        )
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_fits_has_the_room_it_needs() =>
        Prop.ForAll(
                Rooms.Any,
                Rooms.Needs,
                (room, needs) =>
                    Overlap.Decide(room, needs) is not OverlapDecision.Fits
                    || (
                        (Int128)room.Disk.Bytes!.Value
                            >= Least(
                                2
                                    * (
                                        (Int128)needs.ReleaseBytes
                                        + (room.OneDisk ? needs.ImageBytes : 0)
                                    )
                                    + needs.SpareDisk
                            )
                        && room.Disk.Inodes >= Least(2 * (Int128)needs.ReleaseFiles + 1_000)
                        && (Int128)(room.MemoryAvailable ?? 0) + (room.IdleMemory ?? 0)
                            >= (room.MemoryAvailable is null ? 0 : needs.Memory ?? 0)
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void More_room_never_turns_a_fit_into_a_refusal() =>
        Prop.ForAll(
                Rooms.Any,
                Rooms.Needs,
                (room, needs) =>
                    Overlap.Decide(room, needs) is not OverlapDecision.Fits
                    || Overlap.Decide(
                        room with
                        {
                            MemoryAvailable = room.MemoryAvailable is { } memory
                                ? Math.Max(memory, memory + MB)
                                : null,
                            Disk = new DiskRoom(long.MaxValue, long.MaxValue),
                        },
                        needs
                    ) is OverlapDecision.Fits
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_refusal_names_each_shortage_once_with_a_fix() =>
        Prop.ForAll(
                Rooms.Any,
                Rooms.Needs,
                (room, needs) =>
                    Overlap.Decide(room, needs) is not OverlapDecision.Refused refused
                    || (
                        refused.Shortages.Count > 0
                        && refused.Shortages.DistinctBy(shortage => shortage.What).Count()
                            == refused.Shortages.Count
                        && refused.Shortages.All(shortage =>
                            shortage is { Need.Length: > 0, Have.Length: > 0, Fix.Length: > 0 }
                            && shortage.Need != shortage.Have
                        )
                    )
            )
            .QuickCheckThrowOnFailure();

    // A number beyond the largest stands for the largest.
    private static Int128 Least(Int128 number) => Int128.Min(number, long.MaxValue);

    private static IEnumerable<string> What(HostRoom room, OverlapNeeds? needs = null) =>
        Overlap.Decide(room, needs ?? Rooms.Modest) is OverlapDecision.Refused refused
            ? refused.Shortages.Select(shortage => shortage.What)
            : [];

    private static string Text(OverlapDecision decision) =>
        (
            decision is OverlapDecision.Refused refused
                ? $"✗ {refused.Reason}\n  → {refused.Advice}\n"
                : "✓ fits\n"
        ) + string.Concat(decision.Notes.Select(note => $"  note: {note}\n"));
}
