using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Preflight;

namespace TshActions.Tests.Preflight;

/// <summary>Hosts with room and needs that fit them, and all of both by chance.</summary>
internal static class Rooms
{
    public const long MB = 1_000_000;

    public static HostRoom Roomy { get; } =
        new(
            "vps-main",
            MemoryAvailable: 900 * MB,
            SwapFree: 0,
            LiveMemory: 500 * MB,
            IdleMemory: 0,
            new DiskRoom(5_000 * MB, 100_000),
            DiskRoom.Unknown,
            OneDisk: false,
            FilesFree: 100_000,
            new DatabaseRoom.Measured(100, 3, 40, 0)
        );

    public static OverlapNeeds Modest { get; } = new(600 * MB, 20, 80 * MB, 3_000);

    public static Arbitrary<HostRoom> Any { get; } =
        (
            from memory in Maybe
            from swap in Maybe
            from live in Maybe
            from idle in Maybe
            from disk in Disks
            from images in Disks
            from one in Gen.Elements(true, false)
            from files in Maybe
            from database in Databases
            select new HostRoom("vps", memory, swap, live, idle, disk, images, one, files, database)
        ).ToArbitrary();

    public static Arbitrary<OverlapNeeds> Needs { get; } =
        (
            from memory in Maybe
            from connections in Gen.Elements<int?>(null, 0, 1, 20, 97, int.MaxValue)
            from bytes in Numbers
            from files in Numbers
            from image in Numbers
            from spare in Numbers
            select new OverlapNeeds(memory, connections, bytes, files, image, spare)
        ).ToArbitrary();

    private static Gen<long> Numbers =>
        Gen.OneOf(
            Gen.Choose(0, 2_000).Select(number => number * MB),
            Gen.Choose(0, 5_000).Select(number => (long)number),
            Gen.Elements(0L, long.MaxValue, long.MaxValue / 2)
        );

    private static Gen<long?> Maybe =>
        Gen.Frequency((4, Numbers.Select(number => (long?)number)), (1, Gen.Constant((long?)null)));

    private static Gen<DiskRoom> Disks =>
        from bytes in Maybe
        from inodes in Maybe
        select new DiskRoom(bytes, inodes);

    private static Gen<DatabaseRoom> Databases =>
        Gen.OneOf(
            Gen.Elements("psql is not installed", "no password")
                .Select(DatabaseRoom (why) => new DatabaseRoom.Unknown(why)),
            from max in Gen.Choose(0, 200)
            from reserved in Gen.Choose(0, 10)
            from now in Gen.Choose(0, 220)
            from idle in Gen.Choose(0, 220)
            select (DatabaseRoom)new DatabaseRoom.Measured(max, reserved, now, idle)
        );
}
