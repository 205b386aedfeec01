using System.Net.Sockets;
using System.Text;
using TshActions.Ssh;

namespace TshActions.RigTests.Ssh;

/// <summary>A loopback port of the host, reached through the ssh connection.</summary>
public sealed class ForwardTests(Workbench bench) : IClassFixture<Workbench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_server_on_the_host_s_loopback_answers_through_the_socket()
    {
        await ServeAsync(9001);
        await using var host = await bench.ConnectAsync();

        var socket = await host.ForwardAsync(9001, Cancel);

        (await AskAsync(socket)).ShouldContain("the file behind the port");
        (await AskAsync(socket)).ShouldContain("the file behind the port");
        (await host.ForwardAsync(9001, Cancel)).ShouldBe(socket);
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_ports_are_two_sockets()
    {
        await ServeAsync(9002);
        await ServeAsync(9003);
        await using var host = await bench.ConnectAsync();

        var sockets = new[]
        {
            await host.ForwardAsync(9002, Cancel),
            await host.ForwardAsync(9003, Cancel),
        };

        sockets.Distinct().Count().ShouldBe(2);
        (await Task.WhenAll(sockets.Select(AskAsync))).ShouldAllBe(answer =>
            answer.StartsWith("HTTP/1.0 200")
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_nothing_listens_the_connection_is_closed_without_a_word()
    {
        await using var host = await bench.ConnectAsync();
        var socket = await host.ForwardAsync(9009, Cancel);

        (await AskAsync(socket)).ShouldBe("");

        // A server that comes later answers through the same socket.
        await ServeAsync(9009);
        (await AskAsync(socket)).ShouldStartWith("HTTP/1.0 200");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_socket_is_gone_with_the_connection()
    {
        string socket;
        await using (var host = await bench.ConnectAsync())
        {
            socket = await host.ForwardAsync(9009, Cancel);
            File.Exists(socket).ShouldBeTrue();
        }

        File.Exists(socket).ShouldBeFalse();
    }

    private async Task ServeAsync(int port)
    {
        await bench.Vps.WriteFileAsync($"/srv/{port}/page", "the file behind the port\n", Cancel);
        await bench.Vps.ShellAsync(
            $"systemd-run --quiet --unit=serve-{port} python3 -m http.server {port} --bind 127.0.0.1 --directory /srv/{port}",
            Cancel
        );
        await Eventually.HoldsAsync(
            $"a server at port {port}",
            async () =>
                (
                    await bench.Vps.ExecAsync(
                        ["curl", "-fso", "/dev/null", $"http://127.0.0.1:{port}/page"],
                        Cancel
                    )
                ).Succeeded
        );
    }

    /// <summary>Everything that comes back until the other side closes.</summary>
    private static async Task<string> AskAsync(string path)
    {
        using var socket = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), Cancel);
        await using var stream = new NetworkStream(socket);
        try
        {
            await stream.WriteAsync("GET /page HTTP/1.0\r\n\r\n"u8.ToArray(), Cancel);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            // Closed before it could be asked: nothing came back either.
            return "";
        }
    }
}
