using System.Text;
using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.RigTests;

/// <summary>What a run of `tsh` left behind.</summary>
public sealed record TshResult(
    int ExitCode,
    string Log,
    IReadOnlyDictionary<string, string> Outputs
);

/// <summary>
/// A VPS with a workspace beside it, and `tsh` itself, run in this process so that a test costs no container. Inputs come
/// as `INPUT_*`, exactly as a runner gives them; <see cref="ActionRun"/> is there for what only the image can show.
/// </summary>
public sealed class Workbench : IAsyncLifetime
{
    private readonly VpsFixture _fixture = new();
    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-bench-");

    public const string Secret = "erp-rig-password";

    public Vps Vps => _fixture.Vps;

    /// <summary>False where docker cannot be used; asking for the VPS then skips the test.</summary>
    public bool Started => _fixture.Started;

    public KeyPair Key => _fixture.Key;

    public string Workspace => _workspace.FullName;

    public Uri Site => new($"http://127.0.0.1:{Vps.SitePort}");

    public string EnvFile =>
        $"DATABASE_URL=postgresql://erp:{Secret}@127.0.0.1:5432/erp_production\nREDIS_URL=redis://127.0.0.1:6379/0\n";

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        if (_fixture.Started)
            await WriteManifestAsync(manifest => manifest);
    }

    /// <summary>One for a test that changes the host so much that no other test should meet it.</summary>
    public static async Task<Workbench> StartAsync()
    {
        var bench = new Workbench();
        await bench.InitializeAsync();
        return bench;
    }

    /// <summary>Writes the manifest, as a change of the usual one.</summary>
    public Task WriteManifestAsync(Func<string, string> change)
    {
        var path = Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml");
        return File.WriteAllTextAsync(path, change(Manifest));
    }

    public Task<ErpRelease> BuildReleaseAsync(string name, ErpSwitches? switches = null) =>
        ErpRelease.BuildAsync(
            Path.Combine(Workspace, name),
            switches ?? ErpSwitches.None,
            TestContext.Current.CancellationToken
        );

    /// <summary>Set-up and a first release: the state most tests begin with.</summary>
    public async Task SetUpWithAsync(string release)
    {
        (await TshAsync("setup")).ExitCode.ShouldBe(0);
        await BuildReleaseAsync(release);
        (await DeployAsync(release)).ExitCode.ShouldBe(0);
    }

    /// <summary>Deploys and confirms at once, unless an input says otherwise.</summary>
    public Task<TshResult> DeployAsync(
        string release,
        params (string Name, string Value)[] inputs
    ) =>
        TshAsync(
            "deploy-slot",
            [
                ("release", release),
                ("path", release),
                ("env-file", EnvFile),
                ("confirm", "self"),
                .. inputs,
            ]
        );

    public Task<TshResult> TshAsync(string verb, params (string Name, string Value)[] inputs) =>
        TshAsync(verb, around => around, inputs);

    /// <param name="change">Puts something else in the place of the world outside, or round a part of it.</param>
    public async Task<TshResult> TshAsync(
        string verb,
        Func<Verbs.Surroundings, Verbs.Surroundings> change,
        params (string Name, string Value)[] inputs
    )
    {
        var output = Path.GetTempFileName();
        var log = new StringWriter();
        Dictionary<string, string> environment = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_OUTPUT"] = output,
            ["INPUT_ENVIRONMENT"] = "production",
            ["INPUT_SSH-KEY"] = await Key.ReadPrivateKeyAsync(
                TestContext.Current.CancellationToken
            ),
        };
        foreach (var (name, value) in inputs)
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        try
        {
            var around = change(
                new Verbs.Surroundings(
                    environment,
                    TextWriter.Synchronized(log),
                    TimeProvider.System,
                    Workspace
                )
            );
            var code = await CommandLine.InvokeAsync(
                [verb],
                around,
                TestContext.Current.CancellationToken
            );
            return new TshResult(
                code,
                log.ToString(),
                FileCommands.Read(await File.ReadAllTextAsync(output, Encoding.UTF8))
            );
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>Which release answers through the site.</summary>
    public async Task<string> ReleaseAtSiteAsync()
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(Site, "/health"));
        return answer.Headers.TryGetValues("X-Release", out var values)
            ? values.First()
            : $"status {(int)answer.StatusCode}";
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        _workspace.Delete(recursive: true);
    }

    private string Manifest =>
        $$"""
            app: tsh-erp
            lease: 20s
            environments:
              production:
                branch: main
                site: http://127.0.0.1:{{Vps.SitePort}}
                hosts: [{ name: vps-main, address: 127.0.0.1, port: {{Vps.SshPort}}, host-key: "{{Vps.HostKey}}" }]
                slots: { blue: { port: 8001 }, green: { port: 8011 } }
            runtime:
              kind: systemd
              unit: "tsh_erp-{slot}"
              command: /usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}
            proxy: { drain-timeout: 6s }
            migrations: { kind: alembic }
            gate:
              interval: 500ms
              timeout: 3s
              identity: { timeout: 3s }
              probes:
                - { name: health, path: /health }
                - { name: site, path: /health, from: site }
              pre-switch: { clean-ticks: 2, deadline: 10s }
              post-switch: { bake: 3s, failures: 3, of: 5 }

            """;
}
