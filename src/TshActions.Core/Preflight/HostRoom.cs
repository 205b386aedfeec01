using TshActions.Core.Containers;

namespace TshActions.Core.Preflight;

/// <summary>What one host has to spare and what its two slots use now. Null: not measured.</summary>
/// <param name="MemoryAvailable">Bytes the kernel can give without swapping (`MemAvailable`).</param>
/// <param name="SwapFree">Bytes; told, never counted as room.</param>
/// <param name="LiveMemory">Bytes the live slot uses; file cache the kernel would drop is not in it.</param>
/// <param name="IdleMemory">Bytes the idle slot uses: free again before the candidate starts.</param>
/// <param name="Disk">Where releases are kept.</param>
/// <param name="ImageDisk">Where docker keeps images.</param>
/// <param name="OneDisk">Whether both are the same file system.</param>
/// <param name="FilesFree">File handles.</param>
public sealed record HostRoom(
    string Host,
    long? MemoryAvailable,
    long? SwapFree,
    long? LiveMemory,
    long? IdleMemory,
    DiskRoom Disk,
    DiskRoom ImageDisk,
    bool OneDisk,
    long? FilesFree,
    DatabaseRoom Database
)
{
    /// <summary>For warnings only: it takes no room.</summary>
    public DockerFacts Docker { get; init; } = DockerFacts.None;
}

/// <param name="Bytes">Free for one who is not root.</param>
/// <param name="Inodes">Free; <see cref="long.MaxValue"/> where the file system makes them as it needs them.</param>
public sealed record DiskRoom(long? Bytes, long? Inodes)
{
    public static DiskRoom Unknown { get; } = new(null, null);
}

/// <summary>PostgreSQL's connections.</summary>
public abstract record DatabaseRoom
{
    /// <param name="Idle">Of <paramref name="Now"/>, those of the idle slot: they end before the candidate starts.</param>
    public sealed record Measured(int Max, int Reserved, int Now, int Idle) : DatabaseRoom
    {
        /// <summary>Never negative: a database that is over its limit has none left.</summary>
        public long Free => Math.Max(0, (long)Max - Reserved - Now + Math.Clamp(Idle, 0, Now));
    }

    public sealed record Unknown(string Why) : DatabaseRoom;
}

/// <summary>What a second slot takes. Null: not declared.</summary>
/// <param name="Memory">Bytes one slot uses.</param>
/// <param name="Connections">PostgreSQL connections one slot opens.</param>
/// <param name="ReleaseBytes">Size of the files to upload; 0 when the release is there already.</param>
/// <param name="ReleaseFiles">Their number.</param>
/// <param name="ImageBytes">Size of the image to bring; 0 without docker.</param>
/// <param name="SpareDisk">Bytes that stay free on each disk, as `overlap.disk` says.</param>
public sealed record OverlapNeeds(
    long? Memory,
    int? Connections,
    long ReleaseBytes,
    long ReleaseFiles,
    long ImageBytes = 0,
    long SpareDisk = OverlapNeeds.UsualSpareDisk
)
{
    public const long UsualSpareDisk = 1_000_000_000;
}
