using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Postgres;

/// <summary>
/// A PostgreSQL of this machine's own package, for as long as this lives: in a folder of its own, reached by a unix socket
/// alone unless a port is named, and quick rather than safe. What it holds is gone with it.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    public const string Superuser = "postgres";

    private const int Usual = 5432;

    private readonly string _folder;
    private readonly string _programs;
    private readonly int _port;

    private PrivatePostgres(string folder, string programs, int port)
    {
        _folder = folder;
        _programs = programs;
        _port = port;
    }

    /// <summary>The folder of its socket, which libpq and Npgsql take for a host.</summary>
    public string Host => _folder;

    public string Log => Path.Combine(_folder, "log");

    /// <param name="settings">More lines of postgresql.conf.</param>
    /// <param name="access">Lines of pg_hba.conf before the one that lets everybody in.</param>
    /// <param name="programs">Folder of another server's programs.</param>
    /// <param name="port">On 127.0.0.1, for those whom <paramref name="access"/> lets in there.</param>
    public static async Task<PrivatePostgres> StartAsync(
        CancellationToken cancel,
        IReadOnlyList<string>? settings = null,
        IReadOnlyList<string>? access = null,
        int? port = null,
        string? programs = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("tsh-postgres-").FullName;
        var server = new PrivatePostgres(folder, programs ?? Programs(), port ?? Usual);
        try
        {
            await MustAsync("chown", [Owner, folder], cancel);
            await server.AsOwnerAsync(
                "initdb",
                [
                    "-D",
                    $"{folder}/data",
                    "-U",
                    Superuser,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ],
                cancel
            );
            await File.AppendAllLinesAsync(
                $"{folder}/data/postgresql.conf",
                [
                    $"listen_addresses = '{(port is null ? "" : "127.0.0.1")}'",
                    $"port = {server._port}",
                    $"unix_socket_directories = '{folder}'",
                    "fsync = off",
                    "synchronous_commit = off",
                    "full_page_writes = off",
                    "autovacuum = off",
                    .. settings ?? [],
                ],
                cancel
            );
            await File.WriteAllLinesAsync(
                $"{folder}/data/pg_hba.conf",
                [.. access ?? [], "local all all trust"],
                cancel
            );
            await server.AsOwnerAsync(
                "pg_ctl",
                ["-D", $"{folder}/data", "-l", server.Log, "-w", "-s", "start"],
                cancel
            );
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connection string for Npgsql.</summary>
    public string Address(string database, string user = Superuser) =>
        $"Host={_folder};Port={_port};Username={user};Database={database}";

    /// <summary>Ends it in the middle of whatever it does; it can be started no more.</summary>
    public Task KillAsync() =>
        AsOwnerAsync(
            "pg_ctl",
            ["-D", $"{_folder}/data", "-m", "immediate", "-s", "stop"],
            CancellationToken.None
        );

    /// <summary>What psql prints of one command; it must succeed.</summary>
    public async Task<string> AskAsync(string database, string sql, CancellationToken cancel) =>
        (await MustAsync("psql", [.. Psql(database), "-A", "-t", "-c", sql], cancel)).Output.Trim();

    /// <summary>A whole file, each statement for itself.</summary>
    public Task<ProcessResult> LoadAsync(string database, string file, CancellationToken cancel) =>
        ChildProcess.RunAsync("psql", [.. Psql(database), "-f", file], cancel);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists($"{_folder}/data/postmaster.pid"))
            await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string[] Psql(string database) =>
        [
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            _folder,
            "-p",
            $"{_port}",
            "-U",
            Superuser,
            "-d",
            database,
        ];

    private async Task AsOwnerAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancel
    ) =>
        await (
            Environment.UserName is "root"
                ? MustAsync(
                    "runuser",
                    ["-u", Owner, "--", $"{_programs}/{program}", .. arguments],
                    cancel
                )
                : MustAsync($"{_programs}/{program}", arguments, cancel)
        );

    // The server refuses to run as root.
    private static string Owner =>
        Environment.UserName is "root" ? "postgres" : Environment.UserName;

    private static async Task<ProcessResult> MustAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancel
    )
    {
        var done = await ChildProcess.RunAsync(program, arguments, cancel);
        return done.Succeeded
            ? done
            : throw new RigException(
                $"{program} {string.Join(' ', arguments)} failed: {done.Error.Trim()}"
            );
    }

    private static string Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => $"{version}/bin")
                .Where(programs => File.Exists($"{programs}/initdb"))
                .OrderBy(programs => programs, StringComparer.Ordinal)
                .LastOrDefault()
                ?? throw Missing()
            : throw Missing();

    private static RigException Missing() =>
        new("no PostgreSQL server is installed: install the package postgresql");
}
