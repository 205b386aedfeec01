using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Load;
using TshActions.Rig.Notices;
using TshActions.Rig.Runner;

namespace TshActions.Rig.Rehearsal;

/// <summary>Everything a rehearsal plays on: two hosts with a key each, the team's repository, the built image.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string _image;
    private readonly KeyPair[] _keys;

    private Stage(string image, Origin origin, KeyPair[] keys, Vps[] hosts)
    {
        (_image, Origin, _keys) = (image, origin, keys);
        (Staging, Production) = (hosts[0], hosts[1]);
    }

    public Origin Origin { get; }

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
        string[] names = ["staging", "production"];
        var keys = await Task.WhenAll(names.Select(name => KeyPair.CreateAsync(name, cancel)));
        var hosts = await Task.WhenAll(
            names.Zip(keys, (name, key) => Vps.StartAsync(name, key, cancel))
        );
        var stage = new Stage(image, await Origin.OpenAsync(cancel), keys, hosts);
        await stage.Origin.BeginAsync(
            RehearsalManifest.Text(hosts[0], hosts[1], stage.Origin.Chat)
        );
        say($"booted in {hosts.Max(host => host.BootTime).TotalSeconds:0.0} s");
        return stage;
    }

    /// <summary>One step of a workflow, in the action's container.</summary>
    public async Task<StepResult> StepAsync(
        string action,
        Job job,
        IEnumerable<(string Name, string Value)> inputs,
        Action<string> onLine,
        CancellationToken cancel
    )
    {
        var key = _keys[job.Environment is "staging" ? 0 : 1];
        Dictionary<string, string> values = new()
        {
            ["environment"] = job.Environment,
            ["ssh-key"] = await key.ReadPrivateKeyAsync(cancel),
        };
        var runner = new ActionRun(_image, Origin.Folder) { GitHub = job.GitHub };
        if (action is "setup")
            return await runner.RunAsync([action], values, cancel, onLine);
        // An action takes of these what its metadata names.
        values["env-file"] = Secrets(job.Environment);
        values["github-token"] = job.Token;
        values["telegram-token"] = LoopbackChats.TelegramToken;
        foreach (var (name, value) in inputs)
            values[name] = value;
        return await runner.UseAsync($"actions/{action}", values, cancel, onLine);
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
        foreach (var key in _keys)
            key.Dispose();
        await Origin.DisposeAsync();
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
}
