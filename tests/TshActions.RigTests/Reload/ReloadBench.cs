using System.Text.RegularExpressions;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Reload;

/// <summary>
/// A VPS on which set-up has chosen `switch: reload`. A small server in each slot answers with the slot's name, so that
/// nothing here needs an application.
/// </summary>
public sealed class ReloadBench : IAsyncLifetime
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";
    public const string Folder = "/etc/nginx/tsh/tsh-erp/production";
    public const string Live = Folder + "/live.upstream";
    public const string VHost = "/etc/nginx/sites-enabled/tsh-erp-production";

    public Workbench Bench { get; } = new();

    public Vps Vps => Bench.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Bench.InitializeAsync();
        if (!Bench.Started)
            return;
        await SetUpAsync(SwitchKind.Reload);
        await StartSlotsAsync();
    }

    public async ValueTask DisposeAsync() => await Bench.DisposeAsync();

    public static async Task<ReloadBench> StartAsync()
    {
        var bench = new ReloadBench();
        await bench.InitializeAsync();
        return bench;
    }

    public async Task SetUpAsync(SwitchKind kind)
    {
        var result = await TrySetUpAsync(kind);
        result.ExitCode.ShouldBe(0, result.Log);
    }

    public async Task<TshResult> TrySetUpAsync(SwitchKind kind)
    {
        await Bench.WriteManifestAsync(manifest =>
            manifest.Replace(
                "proxy: { drain-timeout: 6s }",
                $"proxy: {{ drain-timeout: 6s, switch: {(kind is SwitchKind.Reload ? "reload" : "file")} }}"
            )
        );
        return await Bench.TshAsync("setup");
    }

    public async Task StartSlotsAsync()
    {
        await Vps.WriteFileAsync("/srv/slot.py", Server, Cancel);
        await Vps.ShellAsync(
            "for slot in blue:8001 green:8011; do systemd-run --quiet --unit=slot-${slot%:*} python3 /srv/slot.py ${slot%:*} ${slot#*:}; done",
            Cancel
        );
        foreach (var slot in new[] { "blue", "green" })
            await Ssh.Eventually.HoldsAsync(
                $"{slot} listens",
                async () =>
                    (
                        await Vps.ExecAsync(
                            ["curl", "-sf", $"http://127.0.0.1:{(slot is "blue" ? 8001 : 8011)}/"],
                            Cancel
                        )
                    ).Succeeded
            );
    }

    /// <summary>As the deploy user asks for it, by the right that set-up wrote.</summary>
    public Task<ProcessResult> ReloadAsync(string slot) =>
        DockerCli.RunAsync(
            [
                "exec",
                "-u",
                "deploy",
                Vps.Name,
                "sudo",
                "-n",
                "/usr/local/sbin/tsh-host",
                "reload",
                "tsh-erp",
                "production",
                slot,
            ],
            Cancel
        );

    /// <summary>The slot that nginx routes to afterwards, whatever came before.</summary>
    public async Task StandAsync(string slot)
    {
        var moved = await ReloadAsync(slot);
        moved.ExitCode.ShouldBe(0, moved.Error);
        await AnswersShouldBeAsync(slot);
    }

    /// <summary>Every one of twenty answers on connections of their own.</summary>
    public async Task AnswersShouldBeAsync(string slot)
    {
        using var client = new HttpClient();
        for (var asked = 0; asked < 20; asked++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Bench.Site);
            request.Headers.ConnectionClose = true;
            using var answer = await client.SendAsync(request, Cancel);
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldBe(slot);
        }
    }

    public async Task<HostState> ObserveAsync(SwitchKind wanted = SwitchKind.Reload)
    {
        var said = await DockerCli.RunAsync(
            ["exec", "-u", "deploy", Vps.Name, "/usr/local/sbin/tsh-host", "observe", Root],
            Cancel
        );
        return Observation.Read("vps", "include …;", said.Output, wanted);
    }

    public async Task<Routing> RoutingAsync(SwitchKind wanted = SwitchKind.Reload) =>
        (await ObserveAsync(wanted)).Routing;

    public Task<string> LiveFileAsync() => Vps.ShellAsync($"cat {Live}", Cancel);

    public async Task<string[]> WorkersAsync() =>
        Regex
            .Matches(
                await Vps.ShellAsync("/usr/local/sbin/tsh-host workers", Cancel),
                "^worker (.*)$",
                RegexOptions.Multiline
            )
            .Select(line => line.Groups[1].Value)
            .ToArray();

    private const string Server = """
        import asyncio, sys

        async def serve(reader, writer):
            try:
                while True:
                    head = (await reader.readuntil(b"\r\n\r\n")).decode()
                    path = head.split(" ")[1]
                    if "pgrade: websocket" in head:
                        writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
                        while line := await reader.readline():
                            writer.write(sys.argv[1].encode() + b" " + line)
                            await writer.drain()
                        break
                    if path.startswith("/slow"):
                        await asyncio.sleep(float(path.split("=")[1]))
                    body = sys.argv[1].encode()
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
                    await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                pass
            finally:
                writer.close()

        async def main():
            async with await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[2])) as server:
                await server.serve_forever()

        asyncio.run(main())
        """;
}
