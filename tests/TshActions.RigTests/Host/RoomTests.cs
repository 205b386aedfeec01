using TshActions.Core.Preflight;
using TshActions.Host;
using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Host;

/// <summary>What the helper measures on a real host, and that a lack of it is seen.</summary>
public sealed class RoomTests(VpsFixture fixture) : IClassFixture<VpsFixture>
{
    private const string Root = "/var/lib/tsh/tsh-erp/production";
    private const string Helper = "/usr/local/lib/tsh-host-under-test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Memory_of_the_slots_is_what_their_units_use()
    {
        await PrepareAsync();
        await RunUnitAsync("tsh_erp-blue", megabytes: 120);
        await RunUnitAsync("tsh_erp-worker-blue", megabytes: 60);
        await RunUnitAsync("tsh_erp-clock-blue", megabytes: 300);
        try
        {
            var room = await SeeAsync();

            room.MemoryAvailable!.Value.ShouldBeGreaterThan(100_000_000);
            // Web and worker; the clock is a singleton, which moves and does not double.
            room.LiveMemory!.Value.ShouldBeInRange(180_000_000, 290_000_000);
            room.IdleMemory.ShouldBe(0);

            // The live slot is the other one now.
            await Vps.ShellAsync($"touch {Root}/live/green", Cancel);
            var turned = await SeeAsync();
            turned.LiveMemory.ShouldBe(0);
            turned.IdleMemory!.Value.ShouldBeInRange(180_000_000, 290_000_000);

            // Where the kernel's count is switched off the processes are counted one by one.
            await RunUnitAsync("tsh_erp-blue", megabytes: 120, "-p", "MemoryAccounting=no");
            (await Vps.ShellAsync("systemctl show -p MemoryCurrent tsh_erp-blue", Cancel)).ShouldBe(
                "MemoryCurrent=[not set]"
            );
            (await SeeAsync()).IdleMemory!.Value.ShouldBeInRange(180_000_000, 290_000_000);
        }
        finally
        {
            await Vps.ShellAsync(
                "systemctl stop tsh_erp-blue tsh_erp-worker-blue tsh_erp-clock-blue",
                Cancel
            );
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_disk_that_is_nearly_full_is_refused_in_bytes_and_in_inodes()
    {
        await PrepareAsync();
        await Vps.ShellAsync(
            $"""
            mount -t tmpfs -o size=64m,nr_inodes=400 none {Root}/deployments
            cp -a {Root}/live {Root}/place {Root}/deployments/ && mkdir {Root}/deployments/slots
            """,
            Cancel
        );
        try
        {
            var small = $"{Root}/deployments";
            var room = RoomReading.Read("vps", await MustAsync("room", small));

            room.Disk.Bytes!.Value.ShouldBeInRange(60_000_000, 64 << 20);
            room.Disk.Inodes!.Value.ShouldBeInRange(300, 400);
            Short(room, new OverlapNeeds(null, null, 10_000_000, 10, SpareDisk: 1_000_000))
                .ShouldBe(["inodes"]);
            Short(room, new OverlapNeeds(null, null, 40_000_000, 10, SpareDisk: 1_000_000))
                .ShouldBe(["disk for the release", "inodes"]);

            await Vps.ShellAsync($"head -c 50M /dev/zero >{small}/full", Cancel);
            RoomReading
                .Read("vps", await MustAsync("room", small))
                .Disk.Bytes!.Value.ShouldBeInRange(1, 14 << 20);
        }
        finally
        {
            await Vps.ShellAsync($"umount {Root}/deployments", Cancel);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Connections_are_counted_and_those_of_the_idle_slot_apart()
    {
        await PrepareAsync();
        (await SeeAsync()).Database.ShouldBe(
            new DatabaseRoom.Unknown("no deployment on the host says how to ask it")
        );
        await PointAsync("erp-rig-password");
        var before = (await SeeAsync()).Database.ShouldBeOfType<DatabaseRoom.Measured>();
        (before.Max, before.Reserved, before.Idle).ShouldBe((100, 3, 0));

        // Of another role too: what it does is hidden from the application's, that it is there is not.
        await HoldAsync(
            "others",
            "dbname=postgres user=postgres host=/var/run/postgresql",
            "postgres",
            4
        );
        await HoldAsync("tsh_erp-green", Dsn, "deploy", 7);
        try
        {
            var room = await SeeAsync();
            room.Database.ShouldBe(new DatabaseRoom.Measured(100, 3, before.Now + 11, 7));

            var free = 100 - 3 - before.Now - 4;
            Short(room, new OverlapNeeds(null, free, 0, 0)).ShouldBeEmpty();
            Short(room, new OverlapNeeds(null, free + 1, 0, 0))
                .ShouldBe(["PostgreSQL connections"]);
        }
        finally
        {
            await Vps.ShellAsync("systemctl stop others tsh_erp-green", Cancel);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_database_that_does_not_let_us_in_is_unknown_and_says_why()
    {
        await PrepareAsync();
        await PointAsync("a wrong password");

        var said = await MustAsync("room", Root);

        RoomReading
            .Read("vps", said)
            .Database.ShouldBeOfType<DatabaseRoom.Unknown>()
            .Why.ShouldContain("password authentication failed");
        said.ShouldNotContain("a wrong password");
    }

    private const string Dsn =
        "dbname=erp_production user=erp password=erp-rig-password host=127.0.0.1";

    private Vps Vps => fixture.Vps;

    private async Task PrepareAsync()
    {
        await Vps.WriteFileAsync(Helper, HostHelper.Text, Cancel);
        await Vps.ShellAsync(
            $"""
            chmod 755 {Helper}
            rm -rf {Root} && mkdir -p {Root}/live {Root}/slots {Root}/deployments/d1
            ln -s ../deployments/d1 {Root}/slots/blue
            cat >{Root}/place <<'END'
            tsh-place 1
            runtime systemd
            web.blue tsh_erp-blue.service
            web.green tsh_erp-green.service
            process.worker.blue tsh_erp-worker-blue.service
            process.worker.green tsh_erp-worker-green.service
            overlap.worker allowed
            process.clock.blue tsh_erp-clock-blue.service
            process.clock.green tsh_erp-clock-green.service
            overlap.clock singleton
            END
            chown -R deploy {Root}
            """,
            Cancel
        );
    }

    private async Task PointAsync(string password) =>
        await Vps.ShellAsync(
            $"""
            cat >{Root}/deployments/d1/pg.env <<'END'
            PGHOST="127.0.0.1"
            PGPORT="5432"
            PGUSER="erp"
            PGDATABASE="erp_production"
            PGPASSWORD="{password}"
            END
            chown deploy {Root}/deployments/d1/pg.env
            """,
            Cancel
        );

    private Task RunUnitAsync(string unit, int megabytes, params string[] options) =>
        StartAsync(
            unit,
            ["-p", "User=deploy", .. options],
            $"import signal; held = b'x' * {megabytes}_000_000; print('held', flush=True); signal.pause()"
        );

    private Task HoldAsync(string unit, string dsn, string user, int count) =>
        StartAsync(
            unit,
            ["-p", $"User={user}"],
            $"import psycopg2, signal; held = [psycopg2.connect('{dsn}') for _ in range({count})]; print('held', flush=True); signal.pause()"
        );

    /// <summary>A unit that says when it holds what it should.</summary>
    private async Task StartAsync(string unit, string[] options, string program)
    {
        await Vps.ShellAsync($"systemctl stop {unit} 2>/dev/null; rm -f /tmp/{unit}.says", Cancel);
        var started = await Vps.ExecAsync(
            [
                "systemd-run",
                "--quiet",
                $"--unit={unit}",
                "-p",
                $"StandardOutput=file:/tmp/{unit}.says",
                .. options,
                "python3",
                "-c",
                program,
            ],
            Cancel
        );
        started.ExitCode.ShouldBe(0, started.Error);
        await Vps.ShellAsync(
            $"for try in $(seq 300); do grep -q held /tmp/{unit}.says && exit 0; sleep 0.1; done; journalctl -u {unit}; exit 1",
            Cancel
        );
    }

    private async Task<HostRoom> SeeAsync() =>
        RoomReading.Read("vps", await MustAsync("room", Root));

    private async Task<string> MustAsync(params string[] words)
    {
        ProcessResult ran = await DockerCli.RunAsync(
            ["exec", "-u", "deploy", Vps.Name, Helper, .. words],
            Cancel
        );
        (ran.ExitCode, ran.Error).ShouldBe((0, ""));
        return ran.Output;
    }

    private static IEnumerable<string> Short(HostRoom room, OverlapNeeds needs) =>
        Overlap.Decide(
            room with
            {
                LiveMemory = null,
            },
            needs with
            {
                SpareDisk = Math.Min(needs.SpareDisk, 1_000_000),
            }
        )
            is OverlapDecision.Refused refused
            ? refused.Shortages.Select(shortage => shortage.What)
            : [];
}
