using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Docker;

/// <summary>
/// A VPS with docker on it and a workspace beside it, for a class whose slots are containers:
/// <c>IClassFixture&lt;DockerBench&gt;</c>. Where docker cannot be used the tests skip, and fail in CI.
/// </summary>
public sealed class DockerBench : IAsyncLifetime
{
    public const string Secret = "erp-rig-password";

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-bench-");
    private readonly List<ErpImage> _images = [];
    private readonly Dictionary<(string, ErpSwitches), ErpImage> _loaded = [];
    private string? _whyMissing;
    private KeyPair? _key;
    private Vps? _vps;
    private Registry? _registry;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>False where docker cannot be used; asking for the VPS then skips the test.</summary>
    public bool Started => _vps is not null;

    public Vps Vps => _vps ?? throw NotThere();

    public KeyPair Key => _key ?? throw NotThere();

    public string Workspace => _workspace.FullName;

    public Uri Site => new($"http://127.0.0.1:{Vps.SitePort}");

    /// <summary>Reaches the servers from the host's network and from the bridge alike.</summary>
    public static string EnvFile =>
        $"DATABASE_URL=postgresql://erp:{Secret}@{VpsOrder.BridgeAddress}:5432/erp_production\nREDIS_URL=redis://{VpsOrder.BridgeAddress}:6379/0\n";

    /// <summary>The same for a slot: in the host's network it must listen where only nginx finds it.</summary>
    /// <param name="network"><c>host</c> or <c>bridge</c>.</param>
    public static string EnvFileOn(string network) =>
        network is "host" ? $"{EnvFile}HOST=127.0.0.1\n" : EnvFile;

    public async ValueTask InitializeAsync()
    {
        _whyMissing = await DockerCli.WhyUnusableAsync(Cancel);
        if (_whyMissing is not null)
            return;

        await Vps.RemoveStaleAsync(Cancel);
        _key = await KeyPair.CreateAsync("tsh-rig", Cancel);
        _vps = await Vps.StartAsync(
            new VpsOrder("docker", _key.PublicKey) { Docker = true },
            Cancel
        );
    }

    /// <summary>One for a test that changes the host so much that no other test should meet it.</summary>
    public static async Task<DockerBench> StartAsync()
    {
        var bench = new DockerBench();
        await bench.InitializeAsync();
        return bench;
    }

    /// <summary>Started at the first call; the VPS trusts its certificate, and is not signed in.</summary>
    public async Task<Registry> RegistryAsync()
    {
        if (_registry is null)
        {
            _registry = await Registry.StartAsync(Cancel);
            await _registry.TrustOnAsync(Vps, Cancel);
        }

        return _registry;
    }

    /// <summary>On this machine; it goes with the bench.</summary>
    public async Task<ErpImage> BuildImageAsync(string release, ErpSwitches? switches = null)
    {
        var image = await ErpImage.BuildAsync(release, switches ?? ErpSwitches.None, Cancel);
        _images.Add(image);
        return image;
    }

    /// <summary>The same in the docker of the VPS, under the same tag; asked for again it is there already.</summary>
    public async Task<ErpImage> LoadImageAsync(string release, ErpSwitches? switches = null)
    {
        var wanted = switches ?? ErpSwitches.None;
        if (!_loaded.TryGetValue((release, wanted), out var image))
        {
            image = await BuildImageAsync(release, wanted);
            await image.LoadIntoAsync(Vps, Cancel);
            _loaded.Add((release, wanted), image);
        }

        return image;
    }

    /// <summary>A release as a pipeline leaves it: in the registry, known by its digest.</summary>
    public async Task<PushedImage> PushReleaseAsync(string release, ErpSwitches? switches = null)
    {
        var image = await BuildImageAsync(release, switches);
        return await (await RegistryAsync()).PushAsync(image.Tag, "tsh/erp", Cancel);
    }

    /// <summary>An archive as a pipeline without a registry leaves it.</summary>
    /// <returns>Its path, relative to the workspace.</returns>
    public async Task<string> SaveReleaseAsync(string release, ErpSwitches? switches = null)
    {
        var image = await BuildImageAsync(release, switches);
        var name = $"{release}.tar";
        await image.SaveAsync(Path.Combine(Workspace, name), Cancel);
        return name;
    }

    /// <summary>Writes `.github/tsh.yml` for slots that are containers of a repository.</summary>
    /// <param name="repository">As the VPS names it, without tag: <see cref="PushedImage.Repository"/>.</param>
    public Task WriteManifestAsync(
        string repository,
        string network = "bridge",
        Func<string, string>? change = null
    )
    {
        var path = Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml");
        var text = (
            ErpManifest.Of(Vps) with
            {
                Runtime = ErpManifest.Containers(network, repository),
            }
        ).Text;
        return File.WriteAllTextAsync(path, change is null ? text : change(text), Cancel);
    }

    public Task<TshResult> TshAsync(string verb, params (string Name, string Value)[] inputs) =>
        new TshHere(Workspace, Key).RunAsync(verb, inputs, TestContext.Current.CancellationToken);

    /// <summary>Deploys what <paramref name="image"/> names and confirms at once, unless an input says otherwise.</summary>
    public Task<TshResult> DeployAsync(
        string release,
        string image,
        params (string Name, string Value)[] inputs
    ) =>
        TshAsync(
            "deploy-slot",
            [
                ("release", release),
                ("image", image),
                ("env-file", EnvFileOn("bridge")),
                ("confirm", "self"),
                .. inputs,
            ]
        );

    public async ValueTask DisposeAsync()
    {
        if (_vps is not null)
            await _vps.DisposeAsync();
        if (_registry is not null)
            await _registry.DisposeAsync();
        foreach (var image in _images)
            await image.DisposeAsync();
        _key?.Dispose();
        _workspace.Delete(recursive: true);
    }

    private InvalidOperationException NotThere()
    {
        Missing.Report(_whyMissing ?? "the VPS did not start");
        return new InvalidOperationException("unreachable: the line above throws");
    }
}
