using System.Net;
using System.Net.Sockets;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Postgres;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Drift;

/// <summary>A PostgreSQL at a port, with a certificate that is good for `localhost` and for nothing else.</summary>
internal sealed class RemotePostgres : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly PrivatePostgres _server;

    private RemotePostgres(DirectoryInfo folder, PrivatePostgres server, int port) =>
        (_folder, _server, Port) = (folder, server, port);

    public int Port { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="access">Lines of pg_hba.conf.</param>
    public static async Task<RemotePostgres> StartAsync(string access)
    {
        var folder = Directory.CreateTempSubdirectory("tsh-tls-");
        var key = Path.Combine(folder.FullName, "key.pem");
        var made = await ChildProcess.RunAsync(
            "openssl",
            [
                .. "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost".Split(
                    ' '
                ),
                "-keyout",
                key,
                "-out",
                CertificateIn(folder),
            ],
            Cancel
        );
        made.ExitCode.ShouldBe(0, made.Error);
        if (Environment.UserName is "root")
            (
                await ChildProcess.RunAsync("chown", ["-R", "postgres", folder.FullName], Cancel)
            ).ExitCode.ShouldBe(0);
        var port = FreePort();
        var server = await PrivatePostgres.StartAsync(
            Cancel,
            ["ssl = on", $"ssl_cert_file = '{CertificateIn(folder)}'", $"ssl_key_file = '{key}'"],
            [access],
            port
        );
        return new(folder, server, port);
    }

    /// <summary>The verb, reading one side at an address.</summary>
    public async Task<TshResult> ReadAsync(string host, int port, string query)
    {
        using var key = await KeyPair.CreateAsync("drift", Cancel);
        var manifest = Path.Combine(_folder.CreateSubdirectory(".github").FullName, "tsh.yml");
        await File.WriteAllTextAsync(manifest, ComparedManifest.Text(), Cancel);
        return await new TshHere(_folder.FullName, key).RunAsync(
            "schema-drift-check",
            [
                ("snapshot", "schema.jsonl"),
                (
                    "production-database",
                    $"postgresql://{PrivatePostgres.Superuser}@{host}:{port}/postgres?{query.Replace("{certificate}", Uri.EscapeDataString(CertificateIn(_folder)))}"
                ),
            ],
            Cancel
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string CertificateIn(DirectoryInfo folder) =>
        Path.Combine(folder.FullName, "certificate.pem");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
