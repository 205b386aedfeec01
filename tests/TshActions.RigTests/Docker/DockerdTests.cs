using TshActions.Host;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Docker;

/// <summary>What becomes of running containers when docker dies, and when the host does.</summary>
public sealed class DockerdTests(DockerBench bench) : IClassFixture<DockerBench>
{
    private const string DaemonFile = "/etc/docker/daemon.json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_dockerd_leaves_containers_running_only_with_live_restore()
    {
        var erp = await StartErpAsync(8001, host: true);
        var started = await erp.StartedAtAsync();

        var whileDead = await KillDockerdAsync(erp);

        whileDead.ShouldAllBe(health => health == "200 v1");
        (await erp.StartedAtAsync()).ShouldBe(started);

        // The control: without live-restore the next dockerd stops what it finds running, and in spite of
        // `--restart unless-stopped` it stays stopped.
        var daemon = await bench.Vps.ShellAsync($"cat {DaemonFile}", Cancel);
        await ReloadAsync(daemon.Replace("true", "false"));
        await KillDockerdAsync(erp);
        (
            await bench.Vps.ShellAsync(
                $"docker inspect -f '{{{{.State.Status}}}}' {erp.Name}",
                Cancel
            )
        ).ShouldBe("exited");
        (await erp.HealthAsync()).ShouldBe("000");
        await ReloadAsync(daemon);
        await erp.RemoveAsync();
    }

    [Fact]
    public async Task A_published_port_answers_nobody_while_dockerd_is_dead()
    {
        var erp = await StartErpAsync(8011, host: false);
        var started = await erp.StartedAtAsync();

        var whileDead = await WhileDeadAsync(erp.HealthAsync);

        // docker-proxy, which carries 127.0.0.1 to the bridge, dies with its dockerd. The container does not.
        whileDead.ShouldBe("000");
        await erp.UntilAsync("200 v1");
        (await erp.StartedAtAsync()).ShouldBe(started);
        await erp.RemoveAsync();
    }

    [Fact]
    public async Task Without_its_proxy_a_published_port_outlives_dockerd_and_a_drain_still_sees_who_is_connected()
    {
        var daemon = await bench.Vps.ShellAsync($"cat {DaemonFile}", Cancel);
        await RestartAsync(daemon.Replace("{", "{ \"userland-proxy\": false,"));
        var erp = await StartErpAsync(8011, host: false);
        const string helper = "/usr/local/lib/tsh-host-under-test";
        await bench.Vps.WriteFileAsync(helper, HostHelper.Text, Cancel);

        var whileDead = await WhileDeadAsync(erp.HealthAsync);
        var slow = bench.Vps.ShellAsync("curl -s 'http://127.0.0.1:8011/slow?seconds=8'", Cancel);
        await Eventually.HoldsAsync(
            "the connection is counted",
            async () => await bench.Vps.ShellAsync($"sh {helper} connections 8011", Cancel) is "1"
        );
        slow.IsCompleted.ShouldBeFalse();

        whileDead.ShouldBe("200 v1");
        await slow;
        await erp.RemoveAsync();
        await RestartAsync(daemon);
    }

    [Fact]
    public async Task After_a_reboot_the_containers_are_back()
    {
        var host = await StartErpAsync(8001, host: true);
        var bridge = await StartErpAsync(8011, host: false);
        var started = await host.StartedAtAsync();

        await bench.Vps.RebootAsync(Cancel);

        await host.UntilAsync("200 v1");
        await bridge.UntilAsync("200 v1");
        (await host.StartedAtAsync()).ShouldNotBe(started);
        await host.RemoveAsync();
        await bridge.RemoveAsync();
    }

    private async Task<ErpContainer> StartErpAsync(int port, bool host)
    {
        var image = await bench.LoadImageAsync("v1");
        await ErpContainer.OnceAsync(bench.Vps, image.Tag, "alembic upgrade head");
        var erp = await ErpContainer.RunAsync(bench.Vps, image.Tag, "v1", port, host);
        await erp.UntilAsync("200 v1");
        return erp;
    }

    /// <summary>Kills dockerd, and asks the ERP until systemd has brought another dockerd up: all its answers.</summary>
    private async Task<List<string>> KillDockerdAsync(ErpContainer erp)
    {
        var before = await MainPidAsync();
        // systemd gives a unit up that starts more than three times a minute; reset-failed begins the count anew.
        await bench.Vps.ShellAsync($"systemctl reset-failed docker; kill -9 {before}", Cancel);
        List<string> answers = [];
        await Eventually.HoldsAsync(
            "another dockerd answers",
            async () =>
            {
                answers.Add(await erp.HealthAsync());
                return await MainPidAsync() is var now
                    && now != before
                    && now != "0"
                    && (await bench.Vps.ExecAsync(["docker", "info"], Cancel)).Succeeded;
            },
            TimeSpan.FromSeconds(60)
        );
        return answers;
    }

    /// <summary>systemd would start it again at once, so it is held dead meanwhile.</summary>
    private async Task<string> WhileDeadAsync(Func<Task<string>> look)
    {
        const string held = "/run/systemd/system/docker.service.d/held.conf";
        await bench.Vps.WriteFileAsync(held, "[Service]\nRestart=no\n", Cancel);
        await bench.Vps.ShellAsync(
            "systemctl daemon-reload && systemctl kill --kill-who=main -s KILL docker.service",
            Cancel
        );
        await Eventually.HoldsAsync(
            "dockerd is gone",
            async () => !(await bench.Vps.ExecAsync(["pgrep", "-x", "dockerd"], Cancel)).Succeeded
        );
        var seen = await look();
        await bench.Vps.ShellAsync(
            $"rm {held} && systemctl daemon-reload && systemctl reset-failed docker && systemctl start docker",
            Cancel
        );
        return seen;
    }

    private async Task RestartAsync(string daemon)
    {
        await bench.Vps.WriteFileAsync(DaemonFile, daemon + "\n", Cancel);
        await bench.Vps.ShellAsync(
            "systemctl reset-failed docker; systemctl restart docker",
            Cancel
        );
    }

    private Task<string> MainPidAsync() =>
        bench.Vps.ShellAsync("systemctl show -p MainPID --value docker", Cancel);

    private async Task ReloadAsync(string daemon)
    {
        await bench.Vps.WriteFileAsync(DaemonFile, daemon + "\n", Cancel);
        await bench.Vps.ShellAsync("systemctl reload docker", Cancel);
        var wanted = daemon.Contains("true") ? "true" : "false";
        await Eventually.HoldsAsync(
            $"live-restore is {wanted}",
            async () =>
                await bench.Vps.ShellAsync("docker info -f '{{.LiveRestoreEnabled}}'", Cancel)
                == wanted
        );
    }
}
