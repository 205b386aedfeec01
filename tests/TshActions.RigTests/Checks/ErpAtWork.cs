using System.Security.Cryptography.X509Certificates;
using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Rig.Docker;
using TshActions.RigTests.Ssh;
using TshActions.Ssh;

namespace TshActions.RigTests.Checks;

/// <summary>
/// A VPS on which the sample ERP runs as release 1.0 at blue's port, without `tsh` having put it there; at green's port
/// a test may start another, with the faults it needs.
/// </summary>
public sealed class ErpAtWork : IAsyncLifetime
{
    public const string Release = "1.0";

    private const string Folder = "/srv/erp";

    private readonly Workbench _bench = new();
    private SshHost? _host;
    private Place? _place;

    public Vps Vps => _bench.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _bench.InitializeAsync();
        if (!_bench.Started)
            return;
        var release = await _bench.BuildReleaseAsync(Release);
        await DockerCli.RequireAsync(["cp", release.Folder, $"{Vps.Name}:{Folder}"], Cancel);
        await Vps.ShellAsync(
            $"cd {Folder} && {Environment} alembic upgrade head 2>/dev/null",
            Cancel
        );
        _host = await _bench.ConnectAsync();
        var path = Path.Combine(_bench.Workspace, ".github", "tsh.yml");
        var (manifest, problems) = ManifestReader.Read(await File.ReadAllTextAsync(path, Cancel));
        problems.ShouldBeEmpty();
        var environment = manifest!.Environments[0];
        _place = new Place(manifest, environment, environment.Hosts[0]);
        await StartAsync(8001, "");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await _bench.DisposeAsync();
    }

    public string PlainSite => _bench.Site.ToString();

    /// <summary>What the checks of this host are asked by.</summary>
    public AppChecks Checks(params (string Name, string Value)[] environment) =>
        new(
            _host!,
            _place!,
            environment.ToDictionary(pair => pair.Name, pair => pair.Value),
            TimeProvider.System
        );

    /// <param name="root">Trusted instead of this machine's; null: this machine's.</param>
    public AppChecks Checks(string site, X509Certificate2? root) =>
        new(
            _host!,
            _place! with
            {
                Environment = _place.Environment with { Site = new Uri(site) },
            },
            new Dictionary<string, string>(),
            TimeProvider.System
        )
        {
            Roots = root is null ? null : [root],
        };

    public Task<CheckResult> AskBlueAsync(Check check) =>
        Checks().AskAsync(check, Slot.Blue, Release, Cancel);

    public Task<CheckResult> AskGreenAsync(Check check, string release = Release) =>
        Checks().AskAsync(check, Slot.Green, release, Cancel);

    /// <summary>Starts an ERP at green's port, and ends it with the returned object.</summary>
    public async Task<IAsyncDisposable> WithFaultsAsync(string switches)
    {
        await StartAsync(8011, switches);
        return new Running(Vps, 8011);
    }

    private async Task StartAsync(int port, string switches)
    {
        await Vps.ShellAsync(
            $"""
            cd {Folder}
            {Environment} TSH_RELEASE={Release} TSH_SLOT=any {switches} setsid \
              python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port} >/tmp/erp-{port}.log 2>&1 </dev/null &
            echo $! >/run/erp-{port}.pid
            for try in $(seq 150); do
              curl -s -o /dev/null http://127.0.0.1:{port}/health && exit 0
              sleep 0.1
            done
            cat /tmp/erp-{port}.log >&2
            exit 1
            """,
            Cancel
        );
        // NeuroLink and the dashboard take their first breath after the port is open.
        if (port is 8001)
            await Vps.ShellAsync(
                "for try in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:8001/health && exit 0; sleep 0.1; done; exit 1",
                Cancel
            );
    }

    private static string Environment =>
        $"env DATABASE_URL=postgresql://erp:{Workbench.Secret}@127.0.0.1:5432/erp_production REDIS_URL=redis://127.0.0.1:6379/0";

    private sealed class Running(Vps vps, int port) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() =>
            await vps.ShellAsync(
                $"pid=$(cat /run/erp-{port}.pid); kill -9 $pid; while kill -0 $pid 2>/dev/null; do sleep 0.05; done",
                CancellationToken.None
            );
    }
}

/// <summary>Classes that share it, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ErpAtWorkCollection : ICollectionFixture<ErpAtWork>
{
    public const string Name = "an ERP at work";
}
