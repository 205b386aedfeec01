using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Probes;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Ssh;
using TshActions.Ssh;

namespace TshActions.RigTests.Probes;

/// <summary>The sample ERP in both slots of a real host, and a run that holds the lease there.</summary>
internal sealed class WatchedErp(WarmHost host) : IAsyncDisposable
{
    public static readonly IReadOnlyList<Probe> Probes =
    [
        new("health", "/health", 200, Vantage.Slot),
        new("products", "/products?limit=50", 200, Vantage.Slot),
    ];

    private const string Token = "token-of-the-watching-run";
    private readonly List<SshHost> _connections = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>v1, warm in green, is asked as the new one, and v2, live in blue, as the old one.</summary>
    public async Task<WatchOrders> OrdersAsync()
    {
        var place = await PlaceAsync();
        return new WatchOrders(
            Probes,
            TimeSpan.FromSeconds(2),
            place.Manifest.Identity.Header,
            place.SiteUri.Host,
            new SlotAt(Slot.Green, place.Environment.Port(Slot.Green))
        )
        {
            Old = new SlotAt(Slot.Blue, place.Environment.Port(Slot.Blue)),
        };
    }

    /// <summary>By a connection of its own, with the lease.</summary>
    public async Task<AppHost> ConnectAsync()
    {
        var remote = await host.Bench.ConnectAsync();
        _connections.Add(remote);
        var app = new AppHost(remote, await PlaceAsync(), Token);
        await app.EnsureHelperAsync(Cancel);
        var taken = await app.AskAsideAsync("take", Cancel, "tests", "run 1", "600");
        (taken.ExitCode, taken.Error).ShouldBe((0, ""));
        return app;
    }

    /// <summary>As when the network is gone: every connection there is, from the host's side.</summary>
    public Task CutConnectionsAsync() =>
        host.Bench.Vps.ShellAsync("pkill -KILL -u deploy -x sshd; sleep 0.2", Cancel);

    public async ValueTask DisposeAsync()
    {
        await host.Bench.Vps.ShellAsync(
            "rm -f /var/lib/tsh/tsh-erp/production/lease",
            CancellationToken.None
        );
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }

    private async Task<Place> PlaceAsync()
    {
        var (manifest, problems) = ManifestReader.Read(
            await File.ReadAllTextAsync(
                Path.Combine(host.Bench.Workspace, ".github", "tsh.yml"),
                Cancel
            )
        );
        problems.ShouldBeEmpty();
        var environment = manifest!.Environments[0];
        return new Place(manifest, environment, environment.Hosts[0]);
    }
}
