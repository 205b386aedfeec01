using TshActions.Core.Preflight;
using TshActions.Host;

namespace TshActions.Tests.Host;

public class RoomReadingTests
{
    [Fact]
    public void Everything_measured_is_read()
    {
        var room = RoomReading.Read(
            "vps",
            """
            memory.available 900
            swap.free 0
            files.free 77
            live.memory 500
            idle.memory 20
            disk.root 5000
            inodes.root unlimited
            disk.docker 6000
            inodes.docker 12
            docker.disk shared
            docker.live-restore false
            docker.proxy running
            database.max 100
            database.reserved 3
            database.now 40
            database.idle 7

            """
        );

        room.ShouldBe(
            new HostRoom(
                "vps",
                900,
                0,
                500,
                20,
                new DiskRoom(5000, long.MaxValue),
                new DiskRoom(6000, 12),
                OneDisk: true,
                77,
                new DatabaseRoom.Measured(100, 3, 40, 7)
            )
            {
                Docker = new(LiveRestore: false, ProxyRuns: true),
            }
        );
    }

    [Theory]
    [InlineData("", "the host did not tell")]
    [InlineData(
        "database unknown psql is not installed on the host\n",
        "psql is not installed on the host"
    )]
    [InlineData("database.max 100\ndatabase.now many\n", "the host did not tell")]
    public void What_is_not_there_was_not_measured(string said, string why) =>
        RoomReading
            .Read("vps", said + "memory.available much\ndisk.root -1\n")
            .ShouldBe(
                new HostRoom(
                    "vps",
                    null,
                    null,
                    null,
                    null,
                    DiskRoom.Unknown,
                    DiskRoom.Unknown,
                    OneDisk: false,
                    null,
                    new DatabaseRoom.Unknown(why)
                )
            );
}
