using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Load;
using TshActions.Rig.Runner;

namespace TshActions.Rig.Rehearsal;

/// <summary>Everything a rehearsal plays on: two hosts, a checkout with a manifest, four releases, the built image.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-rehearsal-");
    private readonly KeyPair _key;
    private readonly ActionRun _runner;

    private Stage(KeyPair key, Vps staging, Vps production, string image)
    {
        _key = key;
        (Staging, Production) = (staging, production);
        _runner = new ActionRun(image, _workspace.FullName);
    }

    public Vps Staging { get; }

    public Vps Production { get; }

    public static async Task<Stage> BuildAsync(Action<string> say, CancellationToken cancel)
    {
        await Vps.RemoveStaleAsync(cancel);
        say("image of the VPS");
        await RigImage.TagAsync(cancel);
        say("image of the actions");
        var image = await ActionImage.TagAsync(cancel);
        say("boot two hosts");
        var key = await KeyPair.CreateAsync("tsh-rehearsal", cancel);
        var hosts = await Task.WhenAll(
            Vps.StartAsync("staging", key, cancel),
            Vps.StartAsync("production", key, cancel)
        );
        var stage = new Stage(key, hosts[0], hosts[1], image);
        await stage.FurnishAsync(cancel);
        say($"booted in {hosts.Max(host => host.BootTime).TotalSeconds:0.0} s");
        return stage;
    }

    /// <summary>One step of a workflow, in the action's container.</summary>
    public async Task<StepResult> StepAsync(
        string action,
        string environment,
        IEnumerable<KeyValuePair<string, string>> inputs,
        Action<string> onLine,
        CancellationToken cancel
    )
    {
        Dictionary<string, string> values = new(inputs)
        {
            ["environment"] = environment,
            ["ssh-key"] = await _key.ReadPrivateKeyAsync(cancel),
        };
        if (action is "setup")
            return await _runner.RunAsync([action], values, cancel, onLine);
        if (action is "deploy-slot")
            values["env-file"] = Secrets(environment);
        return await _runner.UseAsync($"actions/{action}", values, cancel, onLine);
    }

    /// <summary>Which release answers for a site, as a client at its front door sees it.</summary>
    public async Task<string> ReleaseAtAsync(string environment, CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(Site(environment), "/health"), cancel);
        return answer.Headers.TryGetValues("X-Release", out var values)
            ? values.First()
            : $"none (status {(int)answer.StatusCode})";
    }

    /// <summary>Clients of the site: keep-alive GETs and POSTs, a signed-in one among them.</summary>
    public async Task<LoadRun> ClientsAsync(string environment, CancellationToken cancel)
    {
        var site = Site(environment);
        var order = await ErpOrder.SignInAsync(site, weight: 3, cancel);
        return LoadRun.Start(
            LoadPlan.Gentle(
                site.Host,
                site.Port,
                LoadRequest.Get("/products?limit=5", 4),
                LoadRequest.Get("/products/search?q=tea", 2),
                LoadRequest.Get("/inventory/TEA-10", 2),
                order
            ) with
            {
                MaxDuration = TimeSpan.FromMinutes(10),
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Staging.DisposeAsync().AsTask(), Production.DisposeAsync().AsTask());
        _key.Dispose();
        // Reports in it were written by root in a container; we are root here too.
        _workspace.Delete(recursive: true);
    }

    private Uri Site(string environment) =>
        new(
            environment is "staging"
                ? $"http://127.0.0.1:{Staging.StagingPort}"
                : $"http://127.0.0.1:{Production.SitePort}"
        );

    private static string Secrets(string environment) =>
        $"""
            # the application's own, as a GitHub environment secret would hold it
            DATABASE_URL=postgresql://erp:erp-rig-password@127.0.0.1:5432/erp_{environment}
            REDIS_URL=redis://127.0.0.1:6379/0
            """;

    private async Task FurnishAsync(CancellationToken cancel)
    {
        var manifest = Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml");
        await File.WriteAllTextAsync(manifest, RehearsalManifest.Text(Staging, Production), cancel);
        await ReleaseAsync("v1", ErpSwitches.None);
        await ReleaseAsync("v2", ErpSwitches.None);
        await ReleaseAsync("v3", new ErpSwitches { NeverHealthy = true });
        await ReleaseAsync("v4", new ErpSwitches { SickAfter = TimeSpan.FromSeconds(14) });

        Task ReleaseAsync(string name, ErpSwitches switches) =>
            ErpRelease.BuildAsync(Path.Combine(_workspace.FullName, name), switches, cancel);
    }
}
