using System.Net.Sockets;
using System.Text;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Reload;

/// <summary>The switch by reload where nothing goes wrong: done means that nginx's workers route to the slot.</summary>
public sealed class ReloadTests(ReloadBench bench) : IClassFixture<ReloadBench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task As_soon_as_it_returns_every_new_connection_meets_the_other_slot()
    {
        foreach (var slot in new[] { "green", "blue", "green", "blue", "green" })
        {
            var moved = await bench.ReloadAsync(slot);

            (moved.ExitCode, moved.Error).ShouldBe((0, ""));
            moved.Output.ShouldStartWith($"nginx runs {slot}");
            await bench.AnswersShouldBeAsync(slot);
            (await bench.RoutingAsync()).ShouldBe(
                new Routing.To(slot is "blue" ? Slot.Blue : Slot.Green)
            );
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Asked_for_again_nothing_is_reloaded()
    {
        await bench.StandAsync("green");
        var (file, workers) = (await bench.LiveFileAsync(), await bench.WorkersAsync());

        var again = await bench.ReloadAsync("green");

        (again.ExitCode, again.Output).ShouldBe((0, "nginx runs green already\n"));
        (await bench.LiveFileAsync()).ShouldBe(file);
        (await bench.WorkersAsync()).ShouldBe(workers);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_websocket_outlives_a_reload_in_a_worker_that_only_ends_what_it_began()
    {
        await bench.StandAsync("blue");
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", bench.Vps.SitePort, Cancel);
        var stream = socket.GetStream();
        using var reader = new StreamReader(stream);
        await SendAsync(
            "GET /ws HTTP/1.1\r\nHost: site\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        );
        (await reader.ReadLineAsync(Cancel)).ShouldBe("HTTP/1.1 101 Switching Protocols");
        while (await reader.ReadLineAsync(Cancel) is { Length: > 0 }) { }

        var moved = await bench.ReloadAsync("green");

        moved.ExitCode.ShouldBe(0, moved.Error);
        moved.Output.ShouldContain("of before only end what they began");
        (await bench.WorkersAsync()).ShouldContain(worker => worker.EndsWith(" leaving"));
        await bench.AnswersShouldBeAsync("green");
        await SendAsync("still there?\n");
        (await reader.ReadLineAsync(Cancel)).ShouldBe("blue still there?");
        (await ConnectionsToBlueAsync()).ShouldBe("1");

        socket.Close();
        await Ssh.Eventually.HoldsAsync(
            "the old worker is gone",
            async () =>
                !(await bench.WorkersAsync()).Any(worker => worker.EndsWith(" leaving"))
                && await ConnectionsToBlueAsync() is "0"
        );

        Task SendAsync(string text) =>
            stream.WriteAsync(Encoding.ASCII.GetBytes(text), Cancel).AsTask();
        async Task<string> ConnectionsToBlueAsync() =>
            (
                await bench.Vps.ShellAsync("/usr/local/sbin/tsh-host connections 8001", Cancel)
            ).Trim();
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_left_in_run_but_the_lock()
    {
        await bench.StandAsync("blue");
        await bench.StandAsync("green");

        (
            await bench.Vps.ShellAsync(
                $"ls -d /run/tsh* /tmp/tsh* {ReloadBench.Folder}/*next* 2>/dev/null || :",
                Cancel
            )
        )
            .Trim()
            .ShouldBe("/run/tsh-nginx.lock");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/usr/local/sbin/tsh-host reload tsh-erp production purple")]
    [InlineData("/usr/local/sbin/tsh-host reload tsh-erp staging blue")]
    [InlineData("/usr/local/sbin/tsh-host reload tsh-erp production blue green")]
    [InlineData("/usr/local/sbin/tsh-host install /tmp /var/lib/tsh/tsh-erp/production")]
    [InlineData("/usr/local/sbin/tsh-host")]
    public async Task The_deploy_user_may_do_this_and_no_more(string command)
    {
        var refused = await bench.Vps.ExecAsync(
            ["su", "deploy", "-c", $"sudo -n {command}"],
            Cancel
        );

        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain("password is required");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lying_nginx_on_the_deploy_user_s_path_is_not_asked()
    {
        await bench.StandAsync("blue");
        await bench.Vps.WriteFileAsync("/home/deploy/bin/nginx", "#!/bin/sh\nexit 0\n", Cancel);
        await bench.Vps.ShellAsync("chmod 755 /home/deploy/bin/nginx", Cancel);

        var moved = await bench.Vps.ExecAsync(
            [
                "su",
                "deploy",
                "-c",
                "PATH=/home/deploy/bin:$PATH; nginx && sudo -n /usr/local/sbin/tsh-host reload tsh-erp production green",
            ],
            Cancel
        );

        moved.ExitCode.ShouldBe(0, moved.Error);
        await bench.AnswersShouldBeAsync("green");
    }

    [Theory(Timeout = 60_000)]
    [InlineData(
        "chown deploy /etc/nginx/tsh/tsh-erp/production/green.upstream",
        "chown root /etc/nginx/tsh/tsh-erp/production/green.upstream"
    )]
    [InlineData(
        "chmod 777 /etc/nginx/tsh/tsh-erp/production",
        "chmod 755 /etc/nginx/tsh/tsh-erp/production"
    )]
    public async Task What_another_could_have_written_root_does_not_believe(
        string loosen,
        string mend
    )
    {
        await bench.StandAsync("blue");
        var file = await bench.LiveFileAsync();
        await bench.Vps.ShellAsync(loosen, Cancel);
        try
        {
            var refused = await bench.ReloadAsync("green");

            refused.ExitCode.ShouldBe(4);
            refused.Error.ShouldContain("can be written by others than root");
            (await bench.LiveFileAsync()).ShouldBe(file);
        }
        finally
        {
            await bench.Vps.ShellAsync(mend, Cancel);
        }
    }
}
