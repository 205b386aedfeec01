using System.Globalization;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Setup;

public sealed class RebootTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_reboot_both_releases_are_up_and_the_live_one_is_still_live()
    {
        await using var bench = await Workbench.StartAsync();
        await bench.SetUpWithAsync("v1");
        await bench.BuildReleaseAsync("v2");
        (await bench.DeployAsync("v2")).ExitCode.ShouldBe(0);
        // Green, so that the flag must have survived: without it blue is live.
        (await bench.TshAsync("rollback"))
            .Outputs["live-slot"]
            .ShouldBe("green");
        var ports = (Ssh: bench.Vps.SshPort, Site: bench.Vps.SitePort);

        await DockerCli.RequireAsync(["restart", bench.Vps.Name], Cancel);

        var site = await PortAsync(bench.Vps, "80");
        var ssh = await PortAsync(bench.Vps, "22");
        (await UntilAnsweredAsync(new Uri($"http://127.0.0.1:{site}/health"))).ShouldBe("v1");
        await bench.WriteManifestAsync(manifest =>
            manifest
                .Replace($"port: {ports.Ssh},", $"port: {ssh},")
                .Replace($"http://127.0.0.1:{ports.Site}", $"http://127.0.0.1:{site}")
        );
        var status = await bench.TshAsync("status");
        status.ExitCode.ShouldBe(0, status.Log);
        status.Log.ShouldContain("live  green (v1), port 8011");
        status.Log.ShouldContain("idle  blue (v2), port 8001");
    }

    private static async Task<string> UntilAnsweredAsync(Uri at)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(at, patience.Token);
                if (answer.IsSuccessStatusCode)
                    return answer.Headers.GetValues("X-Release").First();
            }
            catch (HttpRequestException)
            {
                // Still booting.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    private static async Task<int> PortAsync(Vps vps, string port) =>
        int.Parse(
            (await DockerCli.RequireAsync(["port", vps.Name, port], Cancel))
                .Split('\n')[0]
                .Split(':')[^1],
            CultureInfo.InvariantCulture
        );
}
