using System.Text.Json.Nodes;
using TshActions.Host;
using TshActions.Probes;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Probes;

/// <summary>The prober where it works: on a host with the sample ERP in both slots, over ssh.</summary>
public sealed class HostWatchTests(WarmHost host) : IClassFixture<WarmHost>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_connection_that_breaks_loses_no_line()
    {
        await using var erp = new WatchedErp(host);
        var app = await erp.ConnectAsync();
        var watch = new HostWatch(app);
        await watch.StartAsync("cut", await erp.OrdersAsync(), Interval, 5, Cancel);
        Recorded? before = null;
        await Eventually.HoldsAsync(
            "two lines",
            async () => (before = await watch.ReadOnAsync("cut", 1, Cancel)).Count >= 2
        );

        await erp.CutConnectionsAsync();
        await Should.ThrowAsync<HostUnreachable>(() => watch.ReadOnAsync("cut", 1, Cancel));

        var again = new HostWatch(await erp.ConnectAsync());
        await Eventually.HoldsAsync(
            "it ended",
            async () => (await again.ReadOnAsync("cut", 1, Cancel)).State is WatchState.Complete,
            TimeSpan.FromSeconds(60)
        );
        var after = await again.ReadOnAsync("cut", before!.Count + 1, Cancel);
        var lines = before.Lines.Concat(after.Lines).Select(line => JsonNode.Parse(line)!).ToList();
        lines[1..].Select(line => (int)line["t"]!).ShouldBe([0, 3, 6, 9, 12]);
        foreach (var line in lines[1..])
        {
            ShouldBeGood(line["probes"]!, "v1");
            ShouldBeGood(line["control"]!, "v2");
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_slot_that_goes_is_seen_in_its_own_column_alone()
    {
        await using var erp = new WatchedErp(host);
        var watch = new HostWatch(await erp.ConnectAsync());
        await host.Bench.Vps.ShellAsync("systemctl stop tsh_erp-green", Cancel);
        try
        {
            await watch.StartAsync("gone", await erp.OrdersAsync(), Interval, 600, Cancel);
            await Eventually.HoldsAsync(
                "two lines",
                async () => (await watch.ReadOnAsync("gone", 1, Cancel)).Count >= 2
            );
            await watch.StopAsync("gone", Cancel);
        }
        finally
        {
            await host.Bench.Vps.ShellAsync("systemctl start tsh_erp-green", Cancel);
        }

        var read = await watch.ReadOnAsync("gone", 2, Cancel);
        read.State.ShouldBe(WatchState.Stopped);
        var line = JsonNode.Parse(read.Lines[0])!;
        ((string)line["probes"]!["health"]!["why"]!).ShouldBe("connection refused");
        ShouldBeGood(line["control"]!, "v2");
        await WarmHost.ShouldBeAsBeforeAsync(host.Bench);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_baseline_is_taken_of_the_live_slot_beside_the_one_shell()
    {
        await using var erp = new WatchedErp(host);
        var app = await erp.ConnectAsync();
        var orders = await erp.OrdersAsync();
        orders = orders with { New = orders.Old! };

        var asking = new HostWatch(app).BaselineAsync(
            orders,
            10,
            TimeSpan.FromMilliseconds(200),
            TimeSpan.FromSeconds(60),
            Cancel
        );
        await app.ObserveAsync(Cancel);
        var lines = (await asking).Select(line => JsonNode.Parse(line)!).ToList();

        lines.Count.ShouldBe(10);
        ((double)lines[0]["t"]!, (double)lines[^1]["t"]!).ShouldBe((-2, -0.2));
        foreach (var line in lines)
        {
            line.AsObject().ContainsKey("control").ShouldBeFalse();
            ShouldBeGood(line["probes"]!, "v2");
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_run_that_lost_its_lease_watches_nothing()
    {
        await using var erp = new WatchedErp(host);
        var watch = new HostWatch(await erp.ConnectAsync());
        await host.Bench.Vps.ShellAsync("rm /var/lib/tsh/tsh-erp/production/lease", Cancel);

        await Should.ThrowAsync<LeaseLost>(async () =>
            await watch.StartAsync("late", await erp.OrdersAsync(), Interval, 5, Cancel)
        );
        (
            await Should.ThrowAsync<RemoteCommandFailed>(() => watch.ReadOnAsync("late", 1, Cancel))
        ).Foreign.ShouldContain("there is no recording late");
    }

    private static void ShouldBeGood(JsonNode side, string release)
    {
        side.AsObject()
            .Select(member => member.Key)
            .ShouldBe(WatchedErp.Probes.Select(probe => probe.Name), ignoreOrder: true);
        foreach (var (_, sample) in side.AsObject())
        {
            ((string?)sample!["why"]).ShouldBeNull();
            ((bool)sample["ok"]!, (int)sample["status"]!, (string)sample["version"]!).ShouldBe(
                (true, 200, release)
            );
            ((double)sample["ms"]!).ShouldBeGreaterThan(0);
        }
    }
}
