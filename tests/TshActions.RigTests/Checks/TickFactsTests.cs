using System.Text.Json;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Checks;

/// <summary>What `tick_facts` prints from one tick to the next.</summary>
[Collection(FactsCollection.Name)]
public sealed class TickFactsTests(FactsHost rig)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("systemd")]
    [InlineData("docker")]
    public async Task Each_error_is_counted_once_for_the_slot_that_logged_it(string runtime)
    {
        await StartAsync(runtime);
        await rig.SayAsync(Slot.Green, "ERROR: before anybody looked");
        // The second of now may be the first tick's, too.
        await rig.TickAsync(Slot.Green);
        await rig.TickAsync(Slot.Green);

        await rig.SayAsync(Slot.Green, Words.Traceback);
        await rig.SayAsync(Slot.Green, Words.Traceback);
        await rig.SayAsync(Slot.Blue, "CRITICAL: one of the old slot's");
        await LogsAsync(2, 1);
        await LogsAsync(0, 0);

        // A tick between two lines of an exception does not make it two.
        await rig.OrderAsync(Slot.Green, "ERROR:erp:no");
        await rig.CountsAsync(Slot.Green, 1);
        await rig.SayAsync(
            Slot.Green,
            "Traceback (most recent call last):\n  File\nLookupError: no"
        );
        await LogsAsync(0, 0);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("systemd")]
    [InlineData("docker")]
    public async Task Restarts_are_counted_from_the_start_by_whoever_did_them(string runtime)
    {
        await StartAsync(runtime);
        FactsHost.Number(await rig.TickAsync(Slot.Green), "restarts").ShouldBe(0);

        await rig.DieAsync(Slot.Green);
        await OnceMoreAsync(runtime);
        FactsHost.Number(await rig.TickAsync(Slot.Green), "restarts").ShouldBe(1);

        await rig.Vps.ShellAsync(
            runtime is "systemd"
                ? $"systemctl restart {FactsHost.Unit(Slot.Green)}"
                : $"docker restart -t 0 {FactsHost.Container(Slot.Green)}",
            Cancel
        );
        FactsHost.Number(await rig.TickAsync(Slot.Green), "restarts").ShouldBe(2);
        FactsHost.Number(await rig.TickAsync(Slot.Green), "restarts").ShouldBe(2);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("systemd")]
    [InlineData("docker")]
    public async Task One_that_was_stopped_is_told_like_any_other(string runtime)
    {
        await StartAsync(runtime);
        await rig.TickAsync(Slot.Green);
        await rig.Vps.ShellAsync(
            runtime is "systemd"
                ? $"systemctl stop {FactsHost.Unit(Slot.Green)}"
                : $"docker stop -t 0 {FactsHost.Container(Slot.Green)}",
            Cancel
        );

        for (var tick = 0; tick < 3; tick++)
            FactsHost.Number(await rig.TickAsync(Slot.Green), "cpu").ShouldBeInRange(0, 100);
    }

    [Fact(Timeout = 300_000)]
    public async Task Host_and_database_are_gauges_and_what_cannot_be_measured_is_left_out()
    {
        await StartAsync("systemd");
        var first = await rig.TickAsync(Slot.Green);
        first.TryGetProperty("cpu", out _).ShouldBeFalse();
        first.TryGetProperty("logErr", out _).ShouldBeFalse();
        Connections(first).ShouldBeFalse();

        await Needs.PointAsync(rig, "erp-rig-password");
        var tick = await rig.TickAsync(Slot.Green);
        foreach (var name in new[] { "cpu", "mem", "disk", "inodes" })
            FactsHost.Number(tick, name).ShouldBeInRange(0, 100);
        FactsHost.Number(tick.GetProperty("gauges"), "connections").ShouldBeInRange(0, 100);

        await Needs.PointAsync(rig, "a wrong password");
        Connections(await rig.TickAsync(Slot.Green)).ShouldBeFalse();
    }

    // On a rig whose kernel counts by version 1, systemd's units share their processor time with the host.
    [Theory(Timeout = 300_000)]
    [InlineData("systemd", "slot-memory")]
    [InlineData("docker", "slot-memory")]
    [InlineData("docker", "slot-cpu")]
    public async Task What_the_slot_itself_uses_is_a_gauge(string runtime, string gauge)
    {
        await StartAsync(runtime);
        await rig.TickAsync(Slot.Green);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        FactsHost
            .Number((await rig.TickAsync(Slot.Green)).GetProperty("gauges"), gauge)
            .ShouldBeInRange(0, 100);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_slot_that_works_and_holds_as_much_as_it_may_is_seen_to()
    {
        await rig.WithContainersAsync();
        await rig.StartContainerAsync(
            Slot.Green,
            "--memory 32m --cpus 0.5 --tmpfs /held",
            "sh -c 'head -c 24000000 /dev/zero >/held/much; while :; do :; done'"
        );
        await rig.TickAsync(Slot.Green);
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);

        var gauges = (await rig.TickAsync(Slot.Green)).GetProperty("gauges");
        FactsHost.Number(gauges, "slot-cpu").ShouldBeGreaterThan(60);
        FactsHost.Number(gauges, "slot-memory").ShouldBeInRange(70, 100);
    }

    // journalctl's own --after-cursor loses the first record when the last one before it was another unit's.
    [Fact(Timeout = 300_000)]
    public async Task The_first_error_counts_whoever_logged_before_it()
    {
        await StartAsync("systemd");
        await rig.Vps.ShellAsync(
            "logger -t stranger 'here, too' && until journalctl -q -n 1 -o cat -t stranger | grep -q here; do sleep 0.1; done",
            Cancel
        );
        await rig.TickAsync(Slot.Green);
        await rig.OrderAsync(Slot.Green, "ERROR: the first word");
        await rig.CountsAsync(Slot.Green, 1);
    }

    [Fact(Timeout = 300_000)]
    public async Task Where_nothing_can_be_written_errors_wait_for_a_tick_that_can()
    {
        await StartAsync("systemd");
        await rig.TickAsync(Slot.Green);
        await rig.Vps.ShellAsync($"chown root {FactsHost.Root}/gate", Cancel);
        await rig.SayAsync(Slot.Green, "ERROR: while the disk was full");
        (await rig.TickAsync(Slot.Green)).TryGetProperty("logErr", out _).ShouldBeFalse();
        await rig.Vps.ShellAsync($"chown deploy {FactsHost.Root}/gate", Cancel);

        await rig.CountsAsync(Slot.Green, 1);
    }

    private async Task StartAsync(string runtime)
    {
        if (runtime is "systemd")
        {
            await rig.WithUnitsAsync();
            await rig.StartUnitAsync(Slot.Blue);
            await rig.StartUnitAsync(Slot.Green);
        }
        else
        {
            await rig.WithContainersAsync();
            await rig.StartContainerAsync(Slot.Blue);
            await rig.StartContainerAsync(Slot.Green);
        }
    }

    private Task OnceMoreAsync(string runtime) =>
        runtime is "systemd"
            ? rig.ShowsAsync(Slot.Green, "NRestarts", "1")
            : rig.InspectsAsync(Slot.Green, "{{.RestartCount}} {{.State.Running}}", "1 true");

    private static bool Connections(JsonElement tick) =>
        tick.TryGetProperty("gauges", out var gauges)
        && gauges.TryGetProperty("connections", out _);

    private async Task LogsAsync(int green, int blue)
    {
        var tick = await rig.TickAsync(Slot.Green);
        (FactsHost.Number(tick, "logErr"), FactsHost.Number(tick, "oldLogErr")).ShouldBe(
            (green, blue),
            tick.ToString()
        );
    }
}
