using TshActions.Core.Gates;
using TshActions.Probes;
using TshActions.RigTests.Host;
using TshActions.RigTests.Load;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Probes;

/// <summary>A watch from its begin to its end, and what may become of it.</summary>
public sealed class WatchTests
{
    private static RawServer Good() => RawServer.Answering(Answers.Ok);

    [Fact(Timeout = 120_000)]
    public async Task It_asks_both_slots_at_fixed_times_and_ends_by_itself()
    {
        await using var server = Good();
        await using var other = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port, other.Port), ticks: 3);

        var lines = await folder.EndsAsync("bake");

        lines[0]["t"].ShouldBeNull();
        ((string)lines[0]["expected"]!).ShouldBe("v2");
        ((double)lines[0]["interval"]!).ShouldBe(1);
        lines[1..].Select(line => (int)line["t"]!).ShouldBe([0, 1, 2]);
        foreach (var line in lines[1..])
        foreach (var side in new[] { "probes", "control" })
        {
            var sample = line[side]!["health"]!;
            ((bool)sample["ok"]!, (int)sample["status"]!, (string)sample["version"]!).ShouldBe(
                (true, 200, "r1")
            );
            ((double)sample["ms"]!).ShouldBeInRange(0, 500);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Where_nothing_was_before_there_is_no_control()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port), ticks: 1);

        var lines = await folder.EndsAsync("bake");

        lines[1].AsObject().Select(member => member.Key).ShouldNotContain("control");
    }

    [Fact(Timeout = 120_000)]
    public async Task Probes_that_hang_all_at_once_cost_no_tick()
    {
        await using var server = new RawServer(conversation => conversation.HangAsync());
        using var folder = await WatchedFolder.MakeAsync();
        var orders = WatchedFolder.Orders(server.Port, server.Port) with
        {
            Probes =
            [
                .. Enumerable
                    .Range(1, 8)
                    .Select(n => new Probe($"probe-{n}", $"/{n}", 200, Vantage.Slot)),
            ],
        };
        await folder.StartAsync("bake", orders, ticks: 3, interval: 2);

        var lines = await folder.EndsAsync("bake");

        lines[1..].Select(line => (int)line["t"]!).ShouldBe([0, 2, 4]);
        foreach (var line in lines[1..])
        foreach (var side in new[] { "probes", "control" })
        {
            line[side]!.AsObject().Count.ShouldBe(8);
            line[side]!
                .AsObject()
                .ShouldAllBe(sample => (string)sample.Value!["why"]! == "no answer within 0.5 s");
        }
    }

    /// <summary>As when the machine slept: who was not there measured nothing, and makes up for nothing.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Ticks_that_were_missed_are_missing_and_come_in_no_burst()
    {
        var asked = 0;
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            Interlocked.Increment(ref asked);
            await conversation.SendAsync(Answers.Ok);
        });
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port), ticks: 8);
        await folder.LinesAsync("bake", 2);
        var process = await folder.ProcessAsync();

        await folder.Folder.ShellAsync($"kill -STOP {process}; sleep 4; kill -CONT {process}");
        var times = (await folder.EndsAsync("bake"))[1..].Select(line => (int)line["t"]!).ToList();

        times.Count.ShouldBeLessThanOrEqualTo(5);
        times.ShouldBe(times.Distinct().Order());
        times[^1].ShouldBe(7);
        asked.ShouldBe(times.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_watch_ends_the_first()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("first", WatchedFolder.Orders(server.Port), ticks: 600);
        await folder.LinesAsync("first", 2);
        var process = await folder.ProcessAsync();

        (await folder.RunsAsync(process)).ShouldBeTrue();
        await folder.StartAsync("second", WatchedFolder.Orders(server.Port), ticks: 2);

        (await folder.RunsAsync(process)).ShouldBeFalse();
        var first = await folder.ReadAsync("first");
        first.State.ShouldBe(WatchState.Replaced);
        await folder.EndsAsync("second");
        (await folder.ReadAsync("first")).Count.ShouldBe(first.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task Asked_for_twice_it_is_one_and_another_may_not_have_its_name()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        var orders = WatchedFolder.Orders(server.Port);
        await folder.StartAsync("bake", orders, ticks: 600);
        var process = await folder.ProcessAsync();

        await folder.StartAsync("bake", orders, ticks: 600);
        var other = await folder.TryStartAsync("bake", orders.Watch(TimeSpan.FromSeconds(1), 3));

        (other.ExitCode, other.Error).ShouldBe(
            (2, "tsh-host: there is a recording bake already\n")
        );
        (await folder.ProcessAsync()).ShouldBe(process);
        (await folder.ReadAsync("bake")).State.ShouldBe(WatchState.Running);
    }

    [Fact(Timeout = 120_000)]
    public async Task It_ends_when_told_and_nobody_else_is_told()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port), ticks: 600);
        var process = await folder.ProcessAsync();
        string[] words = ["unwatch", folder.Root, KeptFolder.Token];
        (await folder.Folder.HelpAsync([.. words, "other"])).ExitCode.ShouldBe(0);
        (
            await folder.Folder.HelpAsync("unwatch", folder.Root, "foreign", "bake")
        ).ExitCode.ShouldBe(7);
        (await folder.ReadAsync("bake")).State.ShouldBe(WatchState.Running);

        (await folder.Folder.HelpAsync([.. words, "bake"])).ExitCode.ShouldBe(0);

        (await folder.ReadAsync("bake")).State.ShouldBe(WatchState.Stopped);
        (await folder.RunsAsync(process)).ShouldBeFalse();
        (await folder.Folder.HelpAsync([.. words, "bake"])).ExitCode.ShouldBe(0);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("rm {0}/lease")]
    [InlineData("touch -d '11 minutes ago' {0}/lease")]
    [InlineData("sed -i 's/^token .*/token another/' {0}/lease")]
    public async Task It_ends_with_the_lease_and_does_not_keep_it_alive(string loss)
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port), ticks: 600);
        await folder.LinesAsync("bake", 2);
        var touched = File.GetLastWriteTimeUtc($"{folder.Root}/lease");
        await folder.LinesAsync("bake", 4);
        File.GetLastWriteTimeUtc($"{folder.Root}/lease").ShouldBe(touched);

        await folder.Folder.ShellAsync(string.Format(loss, folder.Root));

        await folder.EndsAsync("bake", WatchState.LeaseLost);
    }

    [Fact(Timeout = 120_000)]
    public async Task One_that_was_killed_is_said_to_have_died_and_the_next_begins()
    {
        await using var server = new RawServer(conversation => conversation.HangAsync());
        await using var good = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("first", WatchedFolder.Orders(server.Port), ticks: 600);
        await folder.LinesAsync("first", 2);

        await folder.Folder.ShellAsync($"kill -KILL {await folder.ProcessAsync()}");

        await folder.EndsAsync("first", WatchState.Died);
        await folder.StartAsync("second", WatchedFolder.Orders(good.Port), ticks: 1);
        (await folder.EndsAsync("second")).Length.ShouldBe(2);
    }

    [Fact(Timeout = 120_000)]
    public async Task Five_recordings_are_kept()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        foreach (var number in Enumerable.Range(1, 7))
        {
            await folder.StartAsync($"bake.{number}", WatchedFolder.Orders(server.Port), ticks: 1);
            await folder.EndsAsync($"bake.{number}");
        }

        folder
            .Folder.Names("gate")
            .Where(name => name.EndsWith(".ndjson"))
            .ShouldBe([.. Enumerable.Range(3, 5).Select(number => $"bake.{number}.ndjson")]);
        folder.Folder.Names("gate").Count(name => name.StartsWith("bake")).ShouldBe(5 * 3);
        (await folder.Folder.HelpAsync("watched", folder.Root, "bake.1", "1")).Error.ShouldBe(
            "tsh-host: there is no recording bake.1\n"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task It_is_read_from_any_line_on_and_half_a_line_is_none()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port), ticks: 3);
        await folder.EndsAsync("bake");
        var whole = await folder.ReadAsync("bake");
        whole.Count.ShouldBe(4);

        await folder.Folder.ShellAsync($"printf '{{\"t\":3,' >>{folder.Root}/gate/bake.ndjson");

        (await folder.ReadAsync("bake")).Lines.ShouldBe(whole.Lines);
        (await folder.ReadAsync("bake", 3)).Lines.ShouldBe(whole.Lines.Skip(2));
        (await folder.ReadAsync("bake", 5)).Lines.ShouldBeEmpty();
        (await folder.ReadAsync("bake", 500)).Lines.ShouldBeEmpty();
        foreach (var line in new[] { "0", "-1", "two", "" })
            (await folder.Folder.HelpAsync("watched", folder.Root, "bake", line)).ExitCode.ShouldBe(
                2
            );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_line_that_does_not_fit_on_the_disk_is_missing_whole()
    {
        await using var server = Good();
        using var folder = await WatchedFolder.MakeAsync();
        await folder.Folder.OnSmallDiskAsync();
        await folder.StartAsync("bake", WatchedFolder.Orders(server.Port), ticks: 120);
        await folder.LinesAsync("bake", 3);
        await folder.Folder.FillDiskAsync();
        // What is left of the file's last page takes some more.
        await Eventually.HoldsAsync(
            "no line comes any more",
            async () =>
            {
                var before = (await folder.ReadAsync("bake")).Count;
                await Task.Delay(2500, TestContext.Current.CancellationToken);
                return (await folder.ReadAsync("bake")).Count == before;
            },
            TimeSpan.FromSeconds(90)
        );
        (await folder.ReadAsync("bake")).State.ShouldBe(WatchState.Running);
        var kept = await folder.ReadAsync("bake");

        await folder.Folder.ShellAsync($"rm {folder.Root}/full");
        await folder.LinesAsync("bake", kept.Count + 2);
        (
            await folder.Folder.HelpAsync("unwatch", folder.Root, KeptFolder.Token, "bake")
        ).ExitCode.ShouldBe(0);

        var lines = await folder.EndsAsync("bake", WatchState.Stopped);
        var times = lines[1..].Select(line => (int)line["t"]!).ToList();
        times.ShouldBe(times.Distinct().Order());
        (times[^1] + 1).ShouldBeGreaterThan(times.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task On_a_full_disk_none_begins_and_it_is_called_that()
    {
        using var folder = await WatchedFolder.MakeAsync();
        await folder.Folder.OnSmallDiskAsync();
        await folder.Folder.FillDiskAsync();

        var ran = await folder.TryStartAsync(
            "bake",
            WatchedFolder.Orders(1).Watch(TimeSpan.FromSeconds(1), 1)
        );

        ran.ExitCode.ShouldBe(4);
        ran.Error.ShouldContain("cannot be written: disk 100% full");
        (await folder.Folder.HelpAsync("watched", folder.Root, "bake", "1")).ExitCode.ShouldBe(4);
    }
}
