using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Rig.Docker;
using TshActions.RigTests.Host;

namespace TshActions.RigTests.Deploy;

/// <summary>
/// A host with a worker and a clock beside each web slot: v1 warm in green, v2 live in blue, v0 still kept. The clock is
/// a singleton that sees by itself whether there is another one. A test begins with <see cref="StartWarmAsync"/> and leaves behind
/// what it likes.
/// </summary>
public sealed class ProcessHost : IAsyncLifetime
{
    public const string Root = HelperBench.Root;

    public const string Guard = HelperBench.Guard;

    private string _one = "";
    private string _two = "";

    public Workbench Bench { get; } = new();

    public Vps Vps => Bench.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Bench.InitializeAsync();
        if (!Bench.Started)
            return;
        await Bench.WriteManifestAsync(Usual);
        await Vps.WriteFileAsync("/srv/clock.py", SingletonTests.Clock, Cancel);
        await Vps.ShellAsync("install -d -o deploy /srv/clock", Cancel);
        await WarmHost.FillAsync(Bench);
        _one = await Vps.ShellAsync($"basename $(readlink {Root}/slots/green)", Cancel);
        _two = await Vps.ShellAsync($"basename $(readlink {Root}/slots/blue)", Cancel);
        await Bench.BuildReleaseAsync("v0");
        var third = await Bench.DeployAsync("v0");
        third.ExitCode.ShouldBe(0, third.Log);
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    /// <summary>The manifest of this host, as a change of the usual one.</summary>
    public static string Usual(string manifest) =>
        manifest
            .Replace("drain-timeout: 6s", "drain-timeout: 1s")
            .Replace("kind: systemd", "kind: systemd\n  stop-timeout: 3s")
        + """
            backup: { keep: 2 }
            retention: { releases: 50 }
            processes:
              worker: { command: /bin/sleep 100000, overlap: allowed }
              clock: { command: /usr/bin/python3 /srv/clock.py, overlap: singleton }

            """;

    /// <summary>Whatever the test before left: v2 is live in blue and on record, v1 warm in green, nobody at work.</summary>
    public async Task StartWarmAsync()
    {
        await Bench.WriteManifestAsync(Usual);
        await Vps.ShellAsync(
            $$"""
            set -e
            cd {{Root}}
            systemctl stop {{Guard}}
            systemctl reset-failed 2>/dev/null || :
            runuser -u deploy -- rm -rf journal/open lease slots/green.former slots/blue.former live/green
            runuser -u deploy -- touch live/blue
            runuser -u deploy -- sh -c 'rm -f bad/*; printf "live blue\ndeployment {{_two}}\nat 1\n" >record'
            hold() {
                [ "$(readlink slots/$1)" = ../deployments/$2 ] || {
                    runuser -u deploy -- ln -sfn ../deployments/$2 slots/$1
                    systemctl restart tsh_erp-$1 tsh_erp-$1-worker
                }
                systemctl start tsh_erp-$1 tsh_erp-$1-worker
            }
            hold green {{_one}}
            hold blue {{_two}}
            systemctl stop tsh_erp-green-clock
            systemctl start tsh_erp-blue-clock
            for port in 8001 8011; do
                for try in $(seq 300); do
                    [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:$port/health)" != 200 ] || break
                    sleep 0.1
                done
            done
            """,
            Cancel
        );
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    /// <summary>What `tsh` would see, read by the host's own helper and nothing else of `tsh`.</summary>
    public async Task<HostState> ObserveAsync()
    {
        var path = Path.Combine(Bench.Workspace, ".github", "tsh.yml");
        var (manifest, problems) = ManifestReader.Read(await File.ReadAllTextAsync(path, Cancel));
        problems.ShouldBeEmpty();
        var environment = manifest!.Environments[0];
        var place = new Place(manifest, environment, environment.Hosts[0]);
        return Observation.Read(
            place.Host.Name,
            place.Site.IncludeLine,
            await DockerCli.RequireAsync(
                ["exec", "-u", "deploy", Vps.Name, $"{Root}/bin/tsh-host", "observe", Root],
                Cancel
            ),
            manifest.Proxy.Switch
        );
    }
}

/// <summary>Classes that share it, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessHostCollection : ICollectionFixture<ProcessHost>
{
    public const string Name = "a host with processes";
}
