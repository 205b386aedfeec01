using TshActions.Core.Ticks;
using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Gate;

/// <summary>
/// A host with a confirmed release and one to go back to. A test deploys releases of its own names, and leaves whatever
/// is live confirmed and well.
/// </summary>
public sealed class BakingHost : IAsyncLifetime
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";

    public Workbench Bench { get; } = new();

    public Vps Vps => Bench.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Bench.InitializeAsync();
        if (!Bench.Started)
            return;
        await WriteGateAsync(Quick());
        await WarmHost.FillAsync(Bench);
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    /// <summary>Ticks of half a second, of which three bad ones of five count, and the rules given.</summary>
    public static string Quick(
        string bake = "4s",
        string probes = "{ name: health, path: /health, category: read }",
        string rules = "",
        string more = ""
    ) =>
        $$"""
            gate:
              preset: minimal
              interval: 500ms
              timeout: 3s
              identity: { timeout: 5s }
              probes: [{{probes}}]
              pre-switch: { minimum-success: 500ms, deadline: 15s }
            {{more}}
              post-switch:
                bake: {{bake}}
                error-rate: { failures: 3, of: 5 }
                {{(rules.Length > 0 ? rules : "failing-for: { then: off }")}}

            """;

    /// <summary>The usual manifest with another gate.</summary>
    public Task WriteGateAsync(string gate) => WriteGateAsync(Bench, gate);

    public static Task WriteGateAsync(Workbench bench, string gate) =>
        bench.WriteManifestAsync(manifest =>
            manifest[..manifest.IndexOf("gate:", StringComparison.Ordinal)]
                .Replace("drain-timeout: 6s", "drain-timeout: 1s") + gate
        );

    /// <summary>Deployed, live, and not confirmed by anybody.</summary>
    public async Task<TshResult> DeployUnconfirmedAsync(
        string release,
        ErpSwitches? switches = null
    )
    {
        await Bench.BuildReleaseAsync(release, switches);
        var deployed = await Bench.DeployAsync(release, ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Outputs["live-release"].ShouldBe(release);
        return deployed;
    }

    /// <summary>What the gate of this workspace wrote last.</summary>
    public static Recording Recorded(Workbench bench)
    {
        var (recording, problems) = Recording.Read(
            File.ReadLines(Path.Combine(bench.Workspace, ".tsh", "health-gate.ndjson"))
        );
        problems.ShouldBeEmpty();
        return recording.ShouldNotBeNull();
    }

    /// <summary>Numbers, counted from 1, of the ticks in which a probe at the slot went wrong.</summary>
    public static IReadOnlyList<int> BadTicks(Recording recording) =>
        [
            .. recording
                .Ticks.Where(tick => tick.Probes.Values.Any(sample => !sample.Ok))
                .Select(tick => (int)Math.Round(tick.At / recording.Head.Interval!.Value) + 1),
        ];

    public Task ShellAsync(string script) => Vps.ShellAsync(script, Cancel);

    /// <summary>Waits until both slots answer well.</summary>
    public Task WellAsync() =>
        Vps.ShellAsync(
            """
            for port in 8001 8011; do
                for try in $(seq 300); do
                    [ "$(curl -s -m 3 -o /dev/null -w '%{http_code}' http://127.0.0.1:$port/health)" != 200 ] || break
                    sleep 0.1
                done
            done
            """,
            Cancel
        );
}

/// <summary>Classes that share it, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BakingHostCollection : ICollectionFixture<BakingHost>
{
    public const string Name = "a host that bakes";
}
