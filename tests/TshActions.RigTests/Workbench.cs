using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.RigTests;

/// <summary>A VPS, a workspace beside it, and `tsh` in this process.</summary>
public sealed class Workbench : IAsyncLifetime
{
    private readonly VpsFixture _fixture = new();
    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-bench-");

    public const string Secret = "erp-rig-password";

    /// <summary>What must turn up nowhere but in the environment file.</summary>
    private static readonly string Canary = $"canary-{Guid.NewGuid():N}";

    public Vps Vps => _fixture.Vps;

    /// <summary>False where docker cannot be used; asking for the VPS then skips the test.</summary>
    public bool Started => _fixture.Started;

    public KeyPair Key => _fixture.Key;

    public string Workspace => _workspace.FullName;

    public Uri Site => new(ErpManifest.SiteOf(Vps));

    public string EnvFile =>
        $"DATABASE_URL=postgresql://erp:{Secret}@127.0.0.1:5432/erp_production\nREDIS_URL=redis://127.0.0.1:6379/0\nSESSION_SECRET={Canary}\n";

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
        return File.WriteAllTextAsync(path, change(ErpManifest.Of(Vps).Text));
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

    /// <summary>The same; <paramref name="hear"/> is told each line before the next step is taken.</summary>
    public Task<TshResult> DeployAsync(
        string release,
        Action<string> hear,
        CancellationToken cancel
    ) =>
        TshAsync(
            "deploy-slot",
            hear,
            cancel,
            ("release", release),
            ("path", release),
            ("env-file", EnvFile),
            ("confirm", "self")
        );

    public Task<TshResult> TshAsync(string verb, params (string Name, string Value)[] inputs) =>
        Tsh.RunAsync(verb, inputs, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="TshHere.RunAsync"/>
    public Task<TshResult> TshAsync(
        string verb,
        Action<string> hear,
        CancellationToken cancel,
        params (string Name, string Value)[] inputs
    ) => Tsh.RunAsync(verb, inputs, cancel, hear);

    /// <inheritdoc cref="TshHere.RunAsync"/>
    public Task<TshResult> TshAsync(
        string verb,
        Func<Verbs.Surroundings, Verbs.Surroundings> change,
        params (string Name, string Value)[] inputs
    ) => Tsh.RunAsync(verb, inputs, TestContext.Current.CancellationToken, change: change);

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

    private TshHere Tsh => new(Workspace, Key);
}
