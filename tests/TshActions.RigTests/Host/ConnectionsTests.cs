using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>Who is still connected to a slot, from the kernel's own tables.</summary>
public sealed class ConnectionsTests(HelperBench bench) : IClassFixture<HelperBench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("127.0.0.1", "127.0.0.1")]
    // A server on both families sees such a client as ::ffff:127.0.0.1, in the kernel's other table.
    [InlineData("::", "127.0.0.1")]
    public async Task Open_connections_are_counted_and_closed_ones_are_not(
        string server,
        string client
    )
    {
        await bench.StartFreshAsync();
        (await bench.MustAsync("connections", "8001")).ShouldBe("0\n");
        await bench.Vps.WriteFileAsync("/srv/hold.py", Holder, Cancel);

        await bench.Vps.ShellAsync(
            $"systemd-run --quiet --unit=hold python3 /srv/hold.py {server} {client} 8001 3",
            Cancel
        );
        try
        {
            await Eventually.HoldsAsync(
                "3 connections",
                async () => await bench.MustAsync("connections", "8001") is "3\n"
            );
            // 8001 is 1F41: a port that ends alike is not meant, and no connection counts twice for its two sides.
            (await bench.MustAsync("connections", "8011")).ShouldBe("0\n");
            (await bench.MustAsync("connections", "65")).ShouldBe("0\n");
        }
        finally
        {
            await bench.Vps.ShellAsync("systemctl stop hold", Cancel);
        }

        (await bench.MustAsync("connections", "8001")).ShouldBe("0\n");
    }

    private const string Holder = """
        import signal, socket, sys
        server, client, port, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        family = socket.AF_INET6 if ":" in server else socket.AF_INET
        listener = socket.create_server((server, port), family=family, dualstack_ipv6=family == socket.AF_INET6)
        held = [(socket.create_connection((client, port)), listener.accept()) for _ in range(count)]
        signal.pause()
        """;
}
