using System.Text.Json;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Postgres;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Drift;

/// <summary>A PostgreSQL with production and staging in it, both as the same statements made them, and `tsh` beside it.</summary>
public sealed class TwoDatabases : IAsyncLifetime
{
    private const string Made = """
        CREATE TABLE products (id bigserial PRIMARY KEY, sku text NOT NULL UNIQUE, name varchar(80), price numeric(10, 2) NOT NULL DEFAULT 0);
        CREATE TABLE orders (id bigserial PRIMARY KEY, product_id bigint NOT NULL REFERENCES products (id), quantity int NOT NULL CHECK (quantity > 0 AND quantity < 1000), status varchar(10) DEFAULT 'new');
        CREATE UNIQUE INDEX orders_once ON orders (product_id, status);
        CREATE VIEW open_orders AS SELECT id FROM orders WHERE status IN ('new', 'paid');
        CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
        INSERT INTO alembic_version VALUES ('0002');
        """;

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("tsh-drift-");
    private KeyPair? _key;
    private PrivatePostgres? _server;

    public PrivatePostgres Server => _server!;

    public string Workspace => _workspace.FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _key = await KeyPair.CreateAsync("drift", Cancel);
        _server = await PrivatePostgres.StartAsync(
            Cancel,
            [
                "log_statement = mod",
                "log_line_prefix = '%a|'",
                "password_encryption = 'scram-sha-256'",
            ],
            ["local all guarded scram-sha-256"]
        );
        await AskAsync("postgres", "CREATE ROLE guarded LOGIN PASSWORD 'hush hush'");
        await AskAsync("postgres", "CREATE ROLE starved LOGIN");
        foreach (var side in (string[])["production", "staging"])
        {
            await AskAsync("postgres", $"CREATE DATABASE {side} TEMPLATE template0");
            await AskAsync(side, Made);
        }

        await WriteManifestAsync("");
    }

    public Task<string> AskAsync(string database, string sql) =>
        Server.AskAsync(database, sql, Cancel);

    /// <param name="drift">Lines of the manifest's part `drift`.</param>
    public Task WriteManifestAsync(string drift) =>
        File.WriteAllTextAsync(
            Path.Combine(_workspace.CreateSubdirectory(".github").FullName, "tsh.yml"),
            ComparedManifest.Text(drift),
            Cancel
        );

    /// <summary>Nobody asks for it here, and nobody may read it anywhere.</summary>
    private const string Canary = "canary-of-both-databases";

    public string Address(
        string database,
        string user = PrivatePostgres.Superuser,
        string password = Canary
    ) => $"postgresql://{user}:{Uri.EscapeDataString(password)}@/{database}?host={Server.Host}";

    /// <summary>The verb; an input given here takes the place of the usual one.</summary>
    public Task<TshResult> CheckAsync(params (string Name, string Value)[] inputs) =>
        new TshHere(Workspace, _key!).RunAsync(
            "schema-drift-check",
            [
                ("production-database", Address("production")),
                ("staging-database", Address("staging")),
                .. inputs,
            ],
            Cancel
        );

    public async Task DumpAsync(string database, string file) =>
        (
            await ChildProcess.RunAsync(
                "pg_dump",
                ["-h", Server.Host, "-U", PrivatePostgres.Superuser, "-d", database, "-f", file],
                Cancel
            )
        ).ExitCode.ShouldBe(0);

    public async Task<JsonElement> ReportAsync() =>
        JsonDocument
            .Parse(await File.ReadAllTextAsync(Path.Combine(Workspace, ".tsh/drift.json"), Cancel))
            .RootElement;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _key?.Dispose();
        _workspace.Delete(recursive: true);
    }
}
