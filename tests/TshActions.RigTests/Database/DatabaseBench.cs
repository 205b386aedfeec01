using TshActions.Host;
using TshActions.Postgres;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.RigTests.Ssh;
using TshActions.Ssh;

namespace TshActions.RigTests.Database;

/// <summary>
/// The sample ERP with its real database on a VPS, and the host helper as the deploy user runs it over ssh. Deployments
/// are made by hand; the lease is that of the word <see cref="Token"/>, for these tests are about what it guards.
/// </summary>
public sealed class DatabaseBench : IAsyncLifetime
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";
    public const string Helper = Root + "/bin/tsh-host-under-test";
    public const string Deployment = "one";
    public const string Token = "the-owner";

    public static readonly string Password = $"CANARY-{Guid.NewGuid():N}";
    private static readonly string Url =
        $"postgresql://erp:{Password}@127.0.0.1:5432/erp_production";

    private readonly Workbench _bench = new();
    private SshHost? _ssh;

    public Vps Vps => _bench.Vps;

    public LeasedHost Host => On(Root);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The same environment as another host of it would see it: same app and environment, another folder.</summary>
    public LeasedHost OtherHost => On("/var/lib/other/tsh-erp/production");

    public async ValueTask InitializeAsync() => await _bench.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_ssh is not null)
            await _ssh.DisposeAsync();
        await _bench.DisposeAsync();
    }

    /// <summary>An empty database, nothing running, one deployment whose database is settled.</summary>
    public async Task StartFreshAsync()
    {
        if (_ssh is null)
            await BuildAsync();
        await AsDeployAsync(
            $"{Helper} abandon {Root}; {Helper} abandon {OtherHost.Root}; rm -rf {Root}/backups /tmp/go; cp {Root}/app.env.first {Root}/deployments/{Deployment}/app.env"
        );
        await SqlAsync(
            "drop schema public cascade; create schema public; grant all on schema public to public",
            "erp_production"
        );
        await SettleAsync(Host);
        await SettleAsync(OtherHost);
    }

    public static MigrationOrder Order(string command) =>
        new(command, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));

    public Task<ProcessResult> MigrateAsync(string command) =>
        new Migration(Host).RunAsync(Deployment, Order(command), Cancel);

    /// <summary>A revision after the ERP's own ones, whose upgrade is these lines of Python.</summary>
    public Task AddRevisionAsync(string upgrade) =>
        Vps.WriteFileAsync(
            $"{Root}/releases/one/migrations/versions/9999_test.py",
            $"""
            from alembic import op
            revision, down_revision = "9999", "0002"
            def upgrade():
                {upgrade}
            def downgrade():
                pass
            """,
            Cancel
        );

    public Task RemoveRevisionAsync() =>
        Vps.ShellAsync($"rm -f {Root}/releases/one/migrations/versions/9999_test.py", Cancel);

    /// <summary>As PostgreSQL's own administrator.</summary>
    public Task<string> SqlAsync(string sql, string database = "erp_production") =>
        Vps.ShellAsync($"su postgres -c \"psql -XqAt -d {database} -c \\\"{sql}\\\"\"", Cancel);

    /// <summary>Everything a migration that failed must leave as it was.</summary>
    public async Task<string> SchemaAsync() =>
        await Vps.ShellAsync(
            "su postgres -c 'pg_dump erp_production' | grep -v '^\\\\\\(un\\)\\?restrict '",
            Cancel
        );

    /// <summary>Sessions of the application's user, the lock's among them.</summary>
    public Task<string> SessionsAsync() =>
        SqlAsync("select count(*) from pg_stat_activity where usename = 'erp'", "postgres");

    public Task<string> AsDeployAsync(string script) =>
        DockerCli.RequireAsync(["exec", "-u", "deploy", Vps.Name, "sh", "-c", script], Cancel);

    public async Task<DatabaseFound> SettleAsync(LeasedHost host) =>
        await new DatabaseAccess(host).SettleAsync(Deployment, "DATABASE_URL", Cancel);

    /// <summary>Another connection, such as a later run's.</summary>
    public Task<SshHost> ConnectAsync() => _bench.ConnectAsync();

    private LeasedHost On(string root) =>
        _ssh is null ? new(null!, Helper, root, Token) : new(_ssh, Helper, root, Token);

    private async Task BuildAsync()
    {
        var release = await _bench.BuildReleaseAsync("one");
        var folders = new[] { Root, OtherHost.Root };
        foreach (var root in folders)
            await Vps.ShellAsync(
                $"mkdir -p {root}/bin {root}/releases {root}/deployments/{Deployment} && ln -s ../../releases/one {root}/deployments/{Deployment}/release",
                Cancel
            );
        await DockerCli.RequireAsync(
            ["cp", release.Folder, $"{Vps.Name}:{Root}/releases/one"],
            Cancel
        );
        await Vps.ShellAsync($"cp -r {Root}/releases/one {OtherHost.Root}/releases/one", Cancel);
        const string Main = "\nname=${1:-}\n";
        HostHelper.Text.ShouldContain(Main);
        await Vps.WriteFileAsync(
            Helper,
            HostHelper.Text.Replace(
                Main,
                $"\nrequire_lease() {{ [ \"$2\" = {Token} ] || die 7 'the lease is not yours'; }}\n{Main}"
            ),
            Cancel
        );
        var environment = $"DATABASE_URL=\"{Url}\"\nREDIS_URL=\"redis://127.0.0.1:6379/0\"\n";
        await Vps.WriteFileAsync($"{Root}/app.env.first", environment, Cancel);
        foreach (var root in folders)
            await Vps.WriteFileAsync(
                $"{root}/deployments/{Deployment}/app.env",
                environment,
                Cancel
            );
        await Vps.ShellAsync(
            $"chmod 755 {Helper}; chmod 600 {Root}/app.env.first; chown -R deploy: /var/lib/tsh /var/lib/other; echo \"alter role erp password '{Password}'\" | su postgres -c 'psql -q'",
            Cancel
        );
        _ssh = await ConnectAsync();
    }
}
