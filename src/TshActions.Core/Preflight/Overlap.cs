using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>
/// Decides whether a host can carry two slots at once. A need that is known and could not be held against a measurement
/// refuses, for no data is never a pass; what nobody declared and nothing tells is only noted.
/// </summary>
public static class Overlap
{
    /// <summary>What is packed stands beside what is unpacked for a while.</summary>
    private const int Copies = 2;

    private const int SpareInodes = 1_000;
    private const int FewFiles = 1_000;

    public static OverlapDecision Decide(HostRoom room, OverlapNeeds needs)
    {
        List<Shortage> shortages = [];
        List<string> notes = [];
        Memory(room, needs, shortages, notes);
        Disks(room, needs, shortages);
        Connections(room.Database, needs, shortages, notes);
        if (room.FilesFree is < FewFiles)
            notes.Add($"only {room.FilesFree} file handles are free on {room.Host}");
        return shortages.Count is 0
            ? new OverlapDecision.Fits(notes)
            : new OverlapDecision.Refused(room.Host, shortages, notes);
    }

    private static void Memory(
        HostRoom room,
        OverlapNeeds needs,
        List<Shortage> shortages,
        List<string> notes
    )
    {
        var (need, source) = (needs.Memory, room.LiveMemory) switch
        {
            ({ } declared, _) => (declared, "as `overlap.memory` says"),
            (null, > 0 and var live) => (
                Times(live, 6) / 5,
                $"1.2 × the {live.AsSize} of the live slot"
            ),
            _ => (0, ""),
        };
        if (source is "")
        {
            notes.Add(
                "memory was not looked at: `overlap.memory` is not set, and no live slot shows what one uses"
            );
            return;
        }

        if (room.MemoryAvailable is null && needs.Memory is null)
        {
            notes.Add("memory was not looked at: /proc/meminfo could not be read");
            return;
        }

        var have = room.MemoryAvailable is { } free ? Plus(free, room.IdleMemory ?? 0) : -1;
        if (have >= need)
            return;
        var text = Room.Of(need, have);
        shortages.Add(
            new Shortage(
                "memory",
                $"{text.Need}, {source}",
                have < 0 ? "an unknown amount"
                    : room.SwapFree is > 0 and var swap
                        ? $"{text.Have}; the {swap.AsSize} of free swap would only make both slots slow"
                    : text.Have,
                have < 0 ? "see on the host why /proc/meminfo does not say MemAvailable"
                    : needs.Memory is null
                        ? "give the application fewer workers or the host more memory, or set `overlap.memory` to what one slot really uses"
                    : "give the application fewer workers or the host more memory, or correct `overlap.memory`"
            )
        );
    }

    private static void Disks(HostRoom room, OverlapNeeds needs, List<Shortage> shortages)
    {
        var release = Times(needs.ReleaseBytes, Copies);
        var image = Times(needs.ImageBytes, Copies);
        var shared = room.OneDisk ? image : 0;
        const string clean =
            "remove what is not needed (old dumps, logs, `docker image ls`), lower `retention.releases`, or set a smaller `overlap.disk`";
        const string blind = "see on the host why `stat -f` of that folder says nothing";
        Bytes(
            shared > 0 ? "disk for release and image" : "disk for the release",
            Plus(release, shared),
            room.Disk.Bytes
        );
        if (image > 0 && !room.OneDisk)
            Bytes("disk for the image", image, room.ImageDisk.Bytes);

        var inodes = Plus(Times(needs.ReleaseFiles, Copies), SpareInodes);
        if (room.Disk.Inodes is not { } free || free < inodes)
            shortages.Add(
                new Shortage(
                    "inodes",
                    $"{inodes}, twice the {needs.ReleaseFiles} files of the release and {SpareInodes} to spare",
                    room.Disk.Inodes is { } few ? $"{few}" : "an unknown number",
                    room.Disk.Inodes is null
                        ? blind
                        : "remove folders of many small files (`df -i` and `du --inodes` show them), or leave files out with `release.exclude`"
                )
            );

        void Bytes(string what, long upload, long? free)
        {
            var need = Plus(upload, needs.SpareDisk);
            if (free >= need)
                return;
            var text = Room.Of(need, free ?? -1);
            shortages.Add(
                new Shortage(
                    what,
                    $"{text.Need}, twice what is brought and {needs.SpareDisk.AsSize} that stay free",
                    free is null ? "an unknown amount" : text.Have,
                    free is null ? blind : clean
                )
            );
        }
    }

    private static void Connections(
        DatabaseRoom database,
        OverlapNeeds needs,
        List<Shortage> shortages,
        List<string> notes
    )
    {
        switch (database, needs.Connections)
        {
            case (DatabaseRoom.Measured measured, { } need) when measured.Free < need:
                shortages.Add(
                    new Shortage(
                        "PostgreSQL connections",
                        $"{need}, as `overlap.connections` says",
                        $"{measured.Free} of {measured.Max}: {measured.Reserved} are reserved, {measured.Now} in use, {measured.Idle} of them by the idle slot",
                        "make the application's pool smaller, raise `max_connections`, or put PgBouncer between"
                    )
                );
                break;
            case (DatabaseRoom.Unknown(var why), { } need):
                shortages.Add(
                    new Shortage(
                        "PostgreSQL connections",
                        $"{need}, as `overlap.connections` says",
                        $"an unknown number: {why}",
                        "let the host ask the database (psql and the deployment's pg.env), or take `overlap.connections` out"
                    )
                );
                break;
            case (_, null):
                notes.Add(
                    "PostgreSQL connections were not looked at: `overlap.connections` is not set"
                );
                break;
        }
    }

    // Beyond what a disk can hold a number only has to stay large.
    private static long Times(long number, int factor) =>
        number > long.MaxValue / factor ? long.MaxValue : number * factor;

    private static long Plus(long one, long other) =>
        one > long.MaxValue - other ? long.MaxValue : one + other;
}
