using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.Rig.DropTest;

/// <summary>A host of its own for one variant: set up, v1 warm in green and v2 live in blue.</summary>
public sealed class DropStage : IAsyncDisposable
{
    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-drop-test-");
    private readonly KeyPair _key;

    private DropStage(Vps vps, KeyPair key)
    {
        (Vps, _key) = (vps, key);
    }

    public Vps Vps { get; }

    public Uri Site => new($"http://127.0.0.1:{Vps.SitePort}");

    /// <summary>As nginx tells it: <c>nginx/1.22.1</c>.</summary>
    public string Nginx { get; private set; } = "";

    public static async Task<DropStage> BuildAsync(
        DropVariant variant,
        Action<string> say,
        CancellationToken cancel
    )
    {
        await Vps.RemoveStaleAsync(cancel);
        var key = await KeyPair.CreateAsync("tsh-drop-test", cancel);
        var order = new VpsOrder("drop-test", key.PublicKey) { Docker = variant.InContainers };
        var stage = new DropStage(await Vps.StartAsync(order, cancel), key);
        try
        {
            say($"a host for {variant} is up after {stage.Vps.BootTime.TotalSeconds:0.0} s");
            await stage.FurnishAsync(variant, cancel);
            say("v1 is warm in green, v2 is live in blue");
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>A verb that must pass; <paramref name="hear"/> hears each line before the verb goes on.</summary>
    /// <exception cref="RigException">The verb did not pass.</exception>
    public async Task TshAsync(
        string verb,
        Action<string> hear,
        CancellationToken cancel,
        params IEnumerable<KeyValuePair<string, string>> inputs
    )
    {
        var ended = await new TshHere(_workspace.FullName, _key).RunAsync(
            verb,
            inputs.Select(input => (input.Key, input.Value)),
            cancel,
            hear
        );
        cancel.ThrowIfCancellationRequested();
        if (ended.ExitCode is not 0)
        {
            throw new RigException(
                $"tsh {verb} ended with exit code {ended.ExitCode}:\n{ended.Log}"
            );
        }
    }

    /// <summary>A step in the action's container, which knows the host by its own address.</summary>
    public async Task<StepResult> UseAsync(string image, string action, CancellationToken cancel)
    {
        const string Manifest = ".github/from-outside.yml";
        var text = await File.ReadAllTextAsync(
            Path.Combine(_workspace.FullName, ".github", "tsh.yml"),
            cancel
        );
        await File.WriteAllTextAsync(
            Path.Combine(_workspace.FullName, Manifest),
            text.Replace($"{Site}".TrimEnd('/'), $"http://{Vps.Address}")
                .Replace($"127.0.0.1, port: {Vps.SshPort}", $"{Vps.Address}"),
            cancel
        );
        return await new ActionRun(image, _workspace.FullName).UseAsync(
            action,
            new Dictionary<string, string>
            {
                ["manifest"] = Manifest,
                ["environment"] = "production",
                ["ssh-key"] = await _key.ReadPrivateKeyAsync(cancel),
            },
            cancel
        );
    }

    /// <summary>Both slots up and answering, whatever was done to them.</summary>
    public Task StartSlotsAsync(CancellationToken cancel) =>
        Vps.ShellAsync(
            """
            systemctl start tsh_erp-blue tsh_erp-green
            for port in 8001 8011; do
                tries=0
                until curl -fsS -o /dev/null http://127.0.0.1:$port/health; do
                    tries=$((tries + 1))
                    [ "$tries" -lt 150 ] || exit 1
                    sleep 0.2
                done
            done
            """,
            cancel
        );

    public async ValueTask DisposeAsync()
    {
        await Vps.DisposeAsync();
        _key.Dispose();
        _workspace.Delete(recursive: true);
    }

    private async Task FurnishAsync(DropVariant variant, CancellationToken cancel)
    {
        var manifest = Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml");
        await File.WriteAllTextAsync(manifest, variant.Manifest(Vps).Text, cancel);
        await TshAsync("setup", Ignore, cancel);
        var brought = await BuildReleaseAsync(variant, cancel);
        foreach (var release in new[] { "v1", "v2" })
            await TshAsync(
                "deploy-slot",
                Ignore,
                cancel,
                [
                    new("release", release),
                    new("env-file", Secrets(variant)),
                    new("confirm", "self"),
                    brought,
                ]
            );

        // Enough on the shelf that no order of any run is turned down.
        await Vps.ShellAsync(
            "su postgres -c \"psql -q -d erp_production -c 'UPDATE stock SET on_hand = 100000000'\"",
            cancel
        );
        Nginx = await Vps.ShellAsync("nginx -v 2>&1 | sed 's/.*: //'", cancel);
    }

    /// <summary>What the deployments bring, the same under two names: as a folder, or as an archive of an image.</summary>
    private async Task<KeyValuePair<string, string>> BuildReleaseAsync(
        DropVariant variant,
        CancellationToken cancel
    )
    {
        if (!variant.InContainers)
        {
            await ErpRelease.BuildAsync(
                Path.Combine(_workspace.FullName, "erp"),
                ErpSwitches.None,
                cancel
            );
            return new("path", "erp");
        }

        await using var image = await ErpImage.BuildAsync("drop-test", ErpSwitches.None, cancel);
        await image.SaveAsync(Path.Combine(_workspace.FullName, "erp.tar"), cancel);
        return new("image", "erp.tar");
    }

    private static string Secrets(DropVariant variant)
    {
        var servers = variant.InContainers ? VpsOrder.BridgeAddress : "127.0.0.1";
        return $"DATABASE_URL=postgresql://erp:erp-rig-password@{servers}:5432/erp_production\nREDIS_URL=redis://{servers}:6379/0\n";
    }

    private static void Ignore(string line) { }
}
