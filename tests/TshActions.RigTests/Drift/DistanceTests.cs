using System.Net;
using System.Net.Sockets;

namespace TshActions.RigTests.Drift;

/// <summary>A database at the other end of a network.</summary>
public sealed class DistanceTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_whole_catalog_is_read_in_two_round_trips_whatever_the_distance()
    {
        await using var server = await RemotePostgres.StartAsync("host all all 127.0.0.1/32 trust");
        await using var line = new CountedLine(server.Port);

        var read = await server.ReadAsync("127.0.0.1", line.Port, "sslmode=disable");

        read.ExitCode.ShouldBe(0, read.Log);
        const int Greeting = 1;
        line.RoundTrips.ShouldBe(Greeting + 2);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("localhost", "sslmode=require")]
    [InlineData("localhost", "")]
    [InlineData("localhost", "sslmode=verify-ca&sslrootcert={certificate}")]
    [InlineData("localhost", "sslmode=verify-full&sslrootcert={certificate}")]
    [InlineData("127.0.0.1", "sslmode=verify-ca&sslrootcert={certificate}")]
    public async Task Where_the_server_wants_TLS_it_is_spoken_as_far_as_the_address_asks(
        string host,
        string query
    )
    {
        await using var server = await RemotePostgres.StartAsync(
            "hostssl all all 127.0.0.1/32 trust"
        );

        var read = await server.ReadAsync(host, server.Port, query);

        read.ExitCode.ShouldBe(0, read.Log);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("localhost", "sslmode=disable")]
    [InlineData("localhost", "sslmode=verify-full")]
    [InlineData("127.0.0.1", "sslmode=verify-full&sslrootcert={certificate}")]
    public async Task Whom_the_certificate_does_not_prove_is_not_read(string host, string query)
    {
        await using var server = await RemotePostgres.StartAsync(
            "hostssl all all 127.0.0.1/32 trust"
        );

        var read = await server.ReadAsync(host, server.Port, query);

        read.ExitCode.ShouldBe(3, read.Log);
    }

    /// <summary>Passes on what one client and a server say, and counts how often an answer was waited for.</summary>
    private sealed class CountedLine : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _passing;
        private int _asked;
        private int _roundTrips;

        public CountedLine(int server)
        {
            _listener.Start();
            _passing = PassAsync(server);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int RoundTrips => _roundTrips;

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _passing;
        }

        private async Task PassAsync(int server)
        {
            using var near = await _listener.AcceptTcpClientAsync(
                TestContext.Current.CancellationToken
            );
            using var far = new TcpClient();
            await far.ConnectAsync(
                IPAddress.Loopback,
                server,
                TestContext.Current.CancellationToken
            );
            await Task.WhenAll(
                PassAsync(near.Client, far.Client, () => Volatile.Write(ref _asked, 1)),
                PassAsync(
                    far.Client,
                    near.Client,
                    () => _roundTrips += Interlocked.Exchange(ref _asked, 0)
                )
            );
        }

        private static async Task PassAsync(Socket from, Socket to, Action note)
        {
            var piece = new byte[64 * 1024];
            try
            {
                while (await from.ReceiveAsync(piece) is > 0 and var bytes)
                {
                    note();
                    await to.SendAsync(piece.AsMemory(0, bytes));
                }

                to.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // Either hung up; what counts was said before.
            }
        }
    }
}
