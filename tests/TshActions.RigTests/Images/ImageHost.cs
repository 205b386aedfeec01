using TshActions.Host;
using TshActions.Images;
using TshActions.Manifest;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.RigTests.Docker;
using TshActions.Ssh;

namespace TshActions.RigTests.Images;

/// <summary>
/// A VPS with docker where the deploy user may use it, the host helper is in place, and this run holds the lease: what
/// lies before the first image. Images for it are made here, small, on one base.
/// </summary>
public sealed class ImageHost : IAsyncLifetime
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";
    public const string Token = "token-of-this-run";
    private const string Base = "debian:bookworm-slim";

    private readonly DockerBench _bench = new();
    private readonly List<string> _tags = [];
    private readonly List<string> _says = [];
    private bool _ready;

    public static string HelperPath => $"{Root}/bin/{HostHelper.FileName}";

    public static LeasedHost Leased(IRemoteHost host) => new(host, HelperPath, Root, Token);

    public Vps Vps => _bench.Vps;

    internal DockerBench Bench => _bench;

    /// <summary>What uploads told while they went on.</summary>
    public IReadOnlyList<string> Told => _says;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _bench.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var tag in _tags)
            await DockerCli.RunAsync(["rmi", tag], CancellationToken.None);
        await _bench.DisposeAsync();
    }

    public async Task<SshHost> ConnectAsync()
    {
        await PrepareAsync();
        return await SshHost.ConnectAsync(
            new HostSpec(
                "vps-main",
                "127.0.0.1",
                Vps.SshPort,
                "deploy",
                HostKey.Parse(Vps.HostKey)
            ),
            "deploy",
            await _bench.Key.ReadPrivateKeyAsync(Cancel),
            [],
            TimeProvider.System,
            Cancel
        );
    }

    /// <summary>Nothing of ours on the host: no image, no container, no layer on its way.</summary>
    public async Task StartFreshAsync()
    {
        await PrepareAsync();
        await Vps.ShellAsync(
            $"docker ps -aq | xargs -r docker rm -fv; docker images -aq | sort -u | xargs -r docker rmi -f; rm -rf {Root}/images {Root}/releases/* {Root}/deployments/*",
            Cancel
        );
    }

    public ImageUpload Upload(IRemoteHost host) =>
        new(Leased(host), _says.Add, TimeProvider.System);

    /// <summary>Builds an image on this machine and saves it.</summary>
    /// <param name="recipe">What follows `FROM` in its Dockerfile.</param>
    /// <param name="files">Copied into its context; random bytes of so many.</param>
    public async Task<string> SaveAsync(string recipe, params (string Name, int Bytes)[] files)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(_bench.Workspace, Guid.NewGuid().ToString("N")[..8])
        );
        foreach (var (name, bytes) in files)
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, name),
                System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes),
                Cancel
            );
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "Dockerfile"),
            $"FROM {Base}\n{recipe}\n",
            Cancel
        );
        return await SaveFolderAsync(folder.FullName);
    }

    /// <summary>Builds a folder that holds a Dockerfile.</summary>
    public async Task<string> SaveFolderAsync(string folder)
    {
        var tag = $"tsh-rig-image:{Guid.NewGuid().ToString("N")[..8]}";
        _tags.Add(tag);
        await DockerCli.RequireAsync(["build", "-q", "-t", tag, folder], Cancel);
        var archive = folder + ".tar";
        await DockerCli.RequireAsync(["save", "-o", archive, tag], Cancel);
        return archive;
    }

    public static Task<ImageArchive> OpenAsync(string archive) =>
        ImageArchive.OpenAsync(archive, Path.GetFileName(archive), Cancel);

    /// <summary>What the command of an image prints on the host.</summary>
    public Task<string> RunAsync(string image) =>
        Vps.ShellAsync($"docker run --rm {image}", Cancel);

    public Task<ProcessResult> AsDeployAsync(string script) =>
        DockerCli.RunAsync(["exec", "-u", "deploy", Vps.Name, "sh", "-c", script], Cancel);

    /// <summary>What set-up will do; the group docker is given by the helper itself.</summary>
    private async Task PrepareAsync()
    {
        if (_ready)
            return;
        await Vps.ShellAsync(
            $"mkdir -p {Root}/bin {Root}/releases {Root}/deployments {Root}/slots {Root}/live {Root}/journal",
            Cancel
        );
        await Vps.WriteFileAsync(HelperPath, HostHelper.Text, Cancel);
        await Vps.WriteFileAsync(
            $"{Root}/lease",
            $"token {Token}\nowner rig\nrun rig\nttl 100000\n",
            Cancel
        );
        var said = await Vps.ShellAsync(
            $"chmod 755 {HelperPath}; chown -R deploy: {Root}; {HelperPath} grant_docker deploy",
            Cancel
        );
        said.ShouldMatch(@"\Adocker [0-9.+a-z]+ linux/amd64\z");
        _ready = true;
    }
}
