using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Load;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Fleet;

/// <summary>
/// Two hosts of one environment, `vps-a` and `vps-b`, with one database, which lives on the first. v2 is live on both
/// and v1 waits; each test leaves v2 live on both.
/// </summary>
public sealed class TwoHosts : IAsyncLifetime
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-fleet-");
    private readonly HashSet<string> _built = [];
    private readonly StartedHosts _hosts = new("fleet-a", "fleet-b");

    public Vps A => _hosts[0];

    public Vps B => _hosts[1];

    public string Workspace => _workspace.FullName;

    /// <summary>The log of the deployment of v2, with one host at a time.</summary>
    public string InTurns { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await _hosts.InitializeAsync();
        if (!_hosts.Started)
            return;
        await A.ShellAsync(
            "echo \"listen_addresses = '*'\" >/etc/postgresql/15/main/conf.d/zz.conf && echo 'host all all samenet scram-sha-256' >>/etc/postgresql/15/main/pg_hba.conf && systemctl restart postgresql@15-main",
            TestContext.Current.CancellationToken
        );
        await WriteManifestAsync();
        Good(await TshAsync("setup"));
        Good(await DeployAsync("v1"));
        await WriteManifestAsync(OneAtATime);
        InTurns = Good(await DeployAsync("v2")).Log;
        await WriteManifestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hosts.DisposeAsync();
        _workspace.Delete(recursive: true);
    }

    public static string OneAtATime(string manifest) =>
        manifest.Replace("branch: main", "branch: main\n    max-parallel: 1");

    public async Task WriteManifestAsync(Func<string, string>? change = null) =>
        await File.WriteAllTextAsync(
            Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml"),
            (change ?? (text => text))(Manifest)
        );

    /// <summary>Deploys and confirms at once, unless an input says otherwise.</summary>
    public async Task<TshResult> DeployAsync(
        string release,
        Action<string>? hear = null,
        CancellationToken? cancel = null,
        params (string Name, string Value)[] inputs
    )
    {
        if (_built.Add(release))
            await ErpRelease.BuildAsync(
                Path.Combine(Workspace, release),
                ErpSwitches.None,
                TestContext.Current.CancellationToken
            );
        return await TshAsync(
            "deploy-slot",
            hear,
            cancel,
            [
                ("release", release),
                ("path", release),
                ("env-file", EnvFile),
                ("confirm", "self"),
                .. inputs,
            ]
        );
    }

    public async Task<TshResult> TshAsync(
        string verb,
        Action<string>? hear = null,
        CancellationToken? cancel = null,
        params (string Name, string Value)[] inputs
    ) =>
        await new TshHere(Workspace, _hosts.Key).RunAsync(
            verb,
            inputs,
            cancel ?? TestContext.Current.CancellationToken,
            hear
        );

    /// <summary>Which release answers through the site of a host, or what is wrong with the answer.</summary>
    public static async Task<string> ReleaseAtAsync(Vps vps)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(Site(vps), "/health"));
        return answer.Headers.TryGetValues("X-Release", out var values)
            ? values.First()
            : $"status {(int)answer.StatusCode}";
    }

    public static Uri Site(Vps vps) => new($"http://127.0.0.1:{vps.SitePort}");

    /// <summary>A light load of reads at one host's site.</summary>
    public static LoadRun Load(Vps vps) =>
        LoadRun.Start(
            LoadPlan.Gentle(
                "127.0.0.1",
                vps.SitePort,
                LoadRequest.Get("/health", 1),
                LoadRequest.Get("/products?limit=5", 1)
            ) with
            {
                Connections = 8,
                RequestsPerSecond = 40,
                MaxRequests = 6_000,
                MaxDuration = TimeSpan.FromSeconds(150),
            }
        );

    /// <summary>Waits until the guards have nothing left to do, and asks tsh itself.</summary>
    public async Task ShouldServeAsync(string release)
    {
        await WriteManifestAsync();
        foreach (var vps in new[] { A, B })
            await SettledAsync(vps);
        var status = await TshAsync("status");
        status.ExitCode.ShouldBe(0, status.Log);
        (await ReleaseAtAsync(A)).ShouldBe(release);
        (await ReleaseAtAsync(B)).ShouldBe(release);
    }

    /// <summary>Nothing is open there any more.</summary>
    public static Task SettledAsync(Vps vps) =>
        vps.ShellAsync(
            $"for try in $(seq 300); do [ -e {Root}/journal/open ] || exit 0; sleep 0.3; done; cat {Root}/journal/open {Root}/lease; exit 1",
            TestContext.Current.CancellationToken
        );

    /// <summary>For a step's begin, within the line that tells it: the step itself comes after it.</summary>
    public static Action<string> When(string line, Action act)
    {
        var heard = 0;
        return said =>
        {
            if (said.StartsWith(line) && Interlocked.Exchange(ref heard, 1) is 0)
                act();
        };
    }

    /// <summary>ssh to it is reset from now on, what is open and what is new; its site still answers.</summary>
    public static void Cut(Vps vps) =>
        Now(vps, "iptables -I INPUT -p tcp --dport 22 -j REJECT --reject-with tcp-reset");

    /// <summary>Nothing that is sent to its sshd arrives, and nobody says so.</summary>
    public static void Silence(Vps vps) => Now(vps, "iptables -I INPUT -p tcp --dport 22 -j DROP");

    public static void Heal(Vps vps) => Now(vps, "iptables -F INPUT");

    public static void Now(Vps vps, string line) =>
        vps.ShellAsync(line, CancellationToken.None).GetAwaiter().GetResult();

    private string EnvFile =>
        $"DATABASE_URL=postgresql://erp:{Workbench.Secret}@{A.Address}:5432/erp_production\nREDIS_URL=redis://127.0.0.1:6379/0\n";

    private static TshResult Good(TshResult result)
    {
        result.ExitCode.ShouldBe(0, result.Log);
        return result;
    }

    private string Manifest =>
        (
            new ErpManifest(
                "http://erp.example",
                [
                    ErpManifest.Host("vps-a", A, ErpManifest.SiteOf(A)),
                    ErpManifest.Host("vps-b", B, ErpManifest.SiteOf(B)),
                ]
            )
            {
                Proxy = "drain-timeout: 1s",
                Deadline = "30s",
            }
        ).Text.Replace("identity: { timeout: 3s }", "identity: { timeout: 5s }")
        + "backup: { keep: 3 }\n";
}

/// <summary>Classes that share the two hosts, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class TwoHostsCollection : ICollectionFixture<TwoHosts>
{
    public const string Name = "two hosts of one environment";
}
