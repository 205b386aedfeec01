using System.Diagnostics;
using TshActions.Rig.Docker;

namespace TshActions.RigTests;

public sealed class VpsTests(VpsFixture fixture) : IClassFixture<VpsFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vps_boots_with_all_its_servers()
    {
        var vps = fixture.Vps;

        (await vps.ShellAsync("systemctl is-system-running", Cancel)).ShouldBe("running");
        vps.HostKey.ShouldStartWith("ssh-ed25519 AAAA");
        vps.Address.ShouldContain('.');
        vps.BootTime.ShouldBeGreaterThan(TimeSpan.Zero);
        new[] { vps.SshPort, vps.SitePort, vps.StagingPort }.ShouldAllBe(port => port > 0);
    }

    [Fact]
    public async Task Commands_and_files_reach_the_vps()
    {
        var vps = fixture.Vps;

        await vps.WriteFileAsync("/srv/a folder/note", "Ventil ½″ 'quoted' $HOME\n", Cancel);
        var read = await vps.ExecAsync(["cat", "/srv/a folder/note"], Cancel);
        var failed = await vps.ExecAsync(["sh", "-c", "echo no >&2; exit 3"], Cancel);

        read.Output.ShouldBe("Ventil ½″ 'quoted' $HOME\n");
        (failed.ExitCode, failed.Error).ShouldBe((3, "no\n"));
    }

    [Fact]
    public async Task The_key_opens_ssh_and_the_host_key_is_the_one_told()
    {
        var vps = fixture.Vps;
        var folder = Directory.CreateTempSubdirectory("tsh-rig-ssh-");
        var known = Path.Combine(folder.FullName, "known_hosts");
        await File.WriteAllTextAsync(known, $"[127.0.0.1]:{vps.SshPort} {vps.HostKey}\n", Cancel);

        var options =
            $"-F none -i {fixture.Key.PrivateKeyPath} -o UserKnownHostsFile={known} -o StrictHostKeyChecking=yes";
        var start = new ProcessStartInfo(
            "ssh",
            $"{options} -p {vps.SshPort} deploy@127.0.0.1 id -un"
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var ssh = Process.Start(start)!;
        var user = await ssh.StandardOutput.ReadToEndAsync(Cancel);
        await ssh.WaitForExitAsync(Cancel);
        folder.Delete(recursive: true);

        user.ShouldBe("deploy\n");
    }

    [Fact]
    public async Task A_vps_of_a_living_owner_is_not_stale()
    {
        var name = fixture.Vps.Name;

        (await Vps.RemoveStaleAsync(Cancel)).ShouldNotContain(name);

        (await fixture.Vps.ExecAsync(["true"], Cancel)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_vps_that_exits_is_reported_at_once_with_its_last_lines()
    {
        var order = new VpsOrder("broken", fixture.Key.PublicKey)
        {
            Command = ["sh", "-c", "echo no init to be found; exit 3"],
        };

        var broken = await Vps.StartAsync(order, Cancel).ShouldThrowAsync<VpsBrokenException>();

        broken.Message.ShouldContain("exited 3");
        broken.Message.ShouldContain("no init to be found");
        await NothingIsLeftAsync("tsh-rig-broken-");
    }

    [Fact]
    public async Task A_unit_that_fails_is_reported_at_once_by_name()
    {
        const string breaking =
            "echo 'no such directive;' >> /etc/nginx/nginx.conf; exec /usr/local/sbin/rig-entry";
        var order = new VpsOrder("unit", fixture.Key.PublicKey)
        {
            Command = ["sh", "-c", breaking],
        };

        var broken = await Vps.StartAsync(order, Cancel).ShouldThrowAsync<VpsBrokenException>();

        broken.Message.ShouldContain("nginx.service");
        broken.Message.ShouldContain("unknown directive");
    }

    [Fact]
    public async Task A_vps_that_is_only_slow_is_reported_at_the_deadline_with_what_was_ready()
    {
        var order = new VpsOrder("slow", fixture.Key.PublicKey)
        {
            Command = ["sh", "-c", "/usr/sbin/nginx; sleep 600"],
            Deadline = TimeSpan.FromSeconds(5),
        };

        var slow = await Vps.StartAsync(order, Cancel).ShouldThrowAsync<VpsSlowException>();

        slow.Message.ShouldContain("ready: nginx;");
        slow.Message.ShouldContain("not ready: sshd, PostgreSQL, Redis");
        await NothingIsLeftAsync("tsh-rig-slow-");
    }

    private static async Task NothingIsLeftAsync(string prefix)
    {
        var ours = $"label=sh.tsh.rig.owner={Environment.ProcessId}";
        string[] list = ["ps", "-aq", "--filter", $"name={prefix}", "--filter", ours];
        (await DockerCli.RequireAsync(list, Cancel)).ShouldBeEmpty();
    }
}
