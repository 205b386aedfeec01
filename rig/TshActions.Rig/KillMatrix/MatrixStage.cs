using TshActions.Rig.Docker;
using TshActions.Rig.Erp;

namespace TshActions.Rig.KillMatrix;

/// <summary>A host of many cells, set up, with a workspace beside it.</summary>
public sealed class MatrixStage : IAsyncDisposable
{
    // The one disk a run can fill, in memory: just above what a deployment wants to stay free. Filling it harms nobody.
    private const string SmallDisk =
        "mkdir -p /var/lib/tsh && mount -t tmpfs -o size=1300m,mode=0755 tmpfs /var/lib/tsh";

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-matrix-");
    private readonly KeyPair _key;
    private int _release;
    private int _run;

    private readonly bool _smallDisk;
    private readonly bool _inContainers;

    private MatrixStage(Vps vps, KeyPair key, bool smallDisk, bool inContainers) =>
        (Vps, _key, _smallDisk, _inContainers) = (vps, key, smallDisk, inContainers);

    public Vps Vps { get; }

    public string Workspace => _workspace.FullName;

    public Uri Site => new($"http://127.0.0.1:{Vps.SitePort}");

    /// <summary>Stands in the application's environment and must stand nowhere else.</summary>
    public string Canary { get; } = $"CANARY_{Guid.NewGuid():N}";

    public Task<string> PrivateKeyAsync(CancellationToken cancel) =>
        _key.ReadPrivateKeyAsync(cancel);

    public static async Task<MatrixStage> BuildAsync(
        bool smallDisk,
        bool inContainers,
        CancellationToken cancel
    )
    {
        var key = await KeyPair.CreateAsync("tsh-matrix", cancel);
        var order = new VpsOrder("matrix", key.PublicKey) { Docker = inContainers };
        var vps = await Vps.StartAsync(order, cancel);
        var stage = new MatrixStage(vps, key, smallDisk, inContainers);
        try
        {
            await stage.FurnishAsync(cancel);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a cell can be played here.</summary>
    public bool Suits(Cell cell) =>
        (cell.Fault.NeedsSmallDisk, cell.InContainers) == (_smallDisk, _inContainers);

    public string NextRelease() => $"r{++_release}";

    /// <summary>Another workflow run; its steps belong together.</summary>
    public string NextRun() => $"{1000 + ++_run}";

    /// <summary>The ports of the host are new after a reboot, so it is written before every run.</summary>
    public void WriteManifest(TimeSpan bake) =>
        File.WriteAllText(
            Path.Combine(Workspace, ".github", "tsh.yml"),
            MatrixManifest.Text(Vps, bake, _inContainers)
        );

    public Task<HostSight> LookAsync(CancellationToken cancel) => HostSight.TakeAsync(Vps, cancel);

    public Task<TshChild> StartAsync(MatrixRun run, CancellationToken cancel) =>
        StartAsync(run, (_, _) => { }, state: null, cancel);

    /// <param name="state">What the main step left for its post step; null for a main step.</param>
    public async Task<TshChild> StartAsync(
        MatrixRun run,
        Action<TshChild, string> hear,
        IReadOnlyDictionary<string, string>? state,
        CancellationToken cancel
    )
    {
        WriteManifest(run.Bake);
        Dictionary<string, string> environment = new()
        {
            ["GITHUB_REPOSITORY"] = "team/erp",
            ["GITHUB_RUN_ID"] = run.Id,
            ["INPUT_ENVIRONMENT"] = "production",
            ["INPUT_SSH-KEY"] = await PrivateKeyAsync(cancel),
        };
        foreach (var (name, value) in state ?? new Dictionary<string, string>())
            environment[$"STATE_{name}"] = value;
        foreach (var (name, value) in run.Inputs)
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        return TshChild.Start(Workspace, run.Verb, environment, hear);
    }

    /// <exception cref="RigException">It did not end with 0.</exception>
    public async Task MustPassAsync(MatrixRun run, CancellationToken cancel)
    {
        await using var child = await StartAsync(run, cancel);
        if (!await child.EndsWithinAsync(MatrixRun.Patience, cancel))
            throw new RigException($"tsh {run.Verb} did not end:\n{child.Log}");
        if (child.ExitCode is not 0)
            throw new RigException(
                $"tsh {run.Verb} ended with exit code {child.ExitCode}:\n{child.Log}"
            );
    }

    public MatrixRun Deploy(string release, string run, bool self = true, bool sick = false) =>
        new("deploy-slot", run)
        {
            Bake = sick ? MatrixRun.LongBake : MatrixRun.ShortBake,
            Inputs =
            [
                new("release", release),
                _inContainers
                    ? new("image", sick ? "sick.tar" : "erp.tar")
                    : new("path", sick ? "sick" : "erp"),
                new("env-file", EnvironmentFile),
                new("confirm", self ? "self" : "gate"),
            ],
        };

    /// <summary>Shuts the host down and boots it again; afterwards its ports are others.</summary>
    public Task RebootAsync(CancellationToken cancel) => Vps.RebootAsync(cancel);

    /// <summary>Changes the program on the host behind its back: what a matrix that can fail must then notice.</summary>
    public Task SpoilAsync(string sed, CancellationToken cancel) =>
        Vps.ShellAsync($"sed -i '{sed}' {HostSight.Root}/bin/tsh-host-*", cancel);

    public async ValueTask DisposeAsync()
    {
        await Vps.DisposeAsync();
        _key.Dispose();
        _workspace.Delete(recursive: true);
    }

    private string EnvironmentFile =>
        $"DATABASE_URL=postgresql://erp:erp-rig-password@127.0.0.1:5432/erp_production\nREDIS_URL=redis://127.0.0.1:6379/0\nHOST=127.0.0.1\nCANARY_TOKEN={Canary}\n";

    private async Task FurnishAsync(CancellationToken cancel)
    {
        _workspace.CreateSubdirectory(".github");
        await ReleaseAsync("erp", ErpSwitches.None);
        await ReleaseAsync("sick", new ErpSwitches { SickAfter = TimeSpan.FromSeconds(25) });
        if (_smallDisk)
            await Vps.ShellAsync(SmallDisk, cancel);
        await MustPassAsync(new MatrixRun("setup", NextRun()), cancel);
        for (var i = 0; i < 2; i++)
            await MustPassAsync(Deploy(NextRelease(), NextRun()), cancel);
        // Enough on the shelf that no order of any cell is turned down.
        await Vps.ShellAsync(
            "su postgres -c \"psql -q -d erp_production -c 'UPDATE stock SET on_hand = 100000000'\"",
            cancel
        );

        async Task ReleaseAsync(string name, ErpSwitches switches)
        {
            var path = Path.Combine(Workspace, name);
            if (!_inContainers)
            {
                await ErpRelease.BuildAsync(path, switches, cancel);
                return;
            }

            await using var image = await ErpImage.BuildAsync(name, switches, cancel);
            await image.SaveAsync($"{path}.tar", cancel);
        }
    }
}

/// <summary>One run of a verb on a stage.</summary>
/// <param name="Id">The workflow run it belongs to.</param>
public sealed record MatrixRun(string Verb, string Id)
{
    /// <summary>Longer than any verb may take here.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static readonly TimeSpan ShortBake = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan LongBake = TimeSpan.FromSeconds(60);

    public TimeSpan Bake { get; init; } = ShortBake;

    public IReadOnlyList<KeyValuePair<string, string>> Inputs { get; init; } = [];
}
