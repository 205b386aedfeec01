using TshActions.Core.Containers;
using TshActions.Rig.Secrets;

namespace TshActions.RigTests.Containers;

public sealed class ContainerStartTests(ContainerHost rig) : IClassFixture<ContainerHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Everything_a_specification_says_is_so_in_docker()
    {
        var spec = (await rig.StartFreshAsync()) with
        {
            Publish = new PublishedPort(8011, 8000),
            Command = ["sleep", "two words", "it's \"$HOME\" `id` \\ *"],
            Mounts = ["/var/lib/tsh:/host:ro", "rig-volume:/volume"],
            Limits = new ContainerLimits(64_000_000, 0.5, 50, 1_000_000, 2),
            Health = "test -n \"$KEY\" && echo 'it''s well'",
        };

        await rig.StartAsync(spec with { Command = ["sleep", "1000"] });
        (
            await InspectAsync(
                "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}"
            )
        ).ShouldBe("64000000 500000000 50");
        (await InspectAsync("{{json .HostConfig.LogConfig}}")).ShouldBe(
            """{"Type":"json-file","Config":{"max-file":"2","max-size":"1000000"}}"""
        );
        (await InspectAsync("{{json .HostConfig.PortBindings}}")).ShouldBe(
            """{"8000/tcp":[{"HostIp":"127.0.0.1","HostPort":"8011"}]}"""
        );
        (
            await InspectAsync(
                "{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.Init}} {{.Config.StopTimeout}}"
            )
        ).ShouldBe("unless-stopped true 30");
        (
            await InspectAsync("{{json .Config.Healthcheck.Test}} {{.Config.Healthcheck.Interval}}")
        ).ShouldBe("""["CMD-SHELL","test -n \"$KEY\" && echo 'it''s well'"] 5s""");
        // docker lists them in any order.
        (await InspectAsync("{{range .HostConfig.Binds}}{{println .}}{{end}}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["/var/lib/tsh:/host:ro", "rig-volume:/volume"], ignoreOrder: true);
        (
            await InspectAsync(
                "{{index .Config.Labels \"sh.tsh.slot\"}} {{index .Config.Labels \"sh.tsh.deployment\"}} {{.Image}}"
            )
        ).ShouldBe($"green d1 {spec.Image}");
        // The limits hold in the kernel, too; 8011 listens on loopback and nowhere else.
        (
            await rig.Vps.ShellAsync(
                "docker exec erp_green cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/pids/pids.max",
                Cancel
            )
        ).ShouldBe($"{64_000_000 / 4096 * 4096}\n50");
        (
            await rig.Vps.ShellAsync(
                "awk '$2 ~ /:1F4B$/ && $4 == \"0A\" {print $2}' /proc/net/tcp /proc/net/tcp6",
                Cancel
            )
        ).ShouldBe("0100007F:1F4B");
        (await rig.MustAsync("docker_await", "erp_green", "30")).ShouldBeEmpty();

        await rig.StartAsync(spec);
        (await InspectAsync("{{json .Config.Cmd}}")).ShouldBe(
            """["sleep","two words","it's \"$HOME\" `id` \\ *"]"""
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task The_environment_reaches_the_program_and_no_argument_list()
    {
        var spec = await rig.StartFreshAsync();
        await using var watch = await ArgumentWatch.StartAsync(rig.Vps, Cancel);

        await rig.StartAsync(spec);

        var (_, there) = await watch.EndAsync(Cancel);
        there.ShouldContain(line => line.Contains("docker create"));
        there.ShouldNotContain(line => line.Contains(ContainerHost.Secret));
        (await rig.Vps.ShellAsync("docker exec erp_green printenv KEY", Cancel)).ShouldBe(
            ContainerHost.Secret
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task What_had_the_name_goes_and_a_stranger_s_container_stays()
    {
        var spec = await rig.StartFreshAsync();
        await rig.StartAsync(spec);
        var first = await InspectAsync("{{.Id}}");

        await rig.StartAsync(spec);
        (await InspectAsync("{{.Id}}")).ShouldNotBe(first);

        await rig.Vps.ShellAsync(
            $"docker rm -f erp_green; docker run -d --name erp_green {spec.Image} sleep 1000",
            Cancel
        );
        var strange = await InspectAsync("{{.Id}} {{.State.StartedAt}}");

        var refused = await rig.HelpAsync(
            "docker_start",
            "erp_green",
            await rig.WriteAsync(spec.Arguments)
        );

        refused.ExitCode.ShouldBe(4);
        refused.Error.ShouldContain("a container named erp_green is here that tsh did not make");
        (await InspectAsync("{{.Id}} {{.State.StartedAt}}")).ShouldBe(strange);
    }

    [Fact(Timeout = 300_000)]
    public async Task What_keeps_a_container_from_starting_is_said()
    {
        var spec = (await rig.StartFreshAsync()) with { Publish = new PublishedPort(8011, 8000) };
        await rig.StartAsync(spec);

        (await FailsAsync(spec with { Name = "erp_blue" })).ShouldContain(
            "the port of erp_blue is taken by another program on this host"
        );
        (
            await FailsAsync(spec with { Image = TshActions.Core.Images.Digest.Of("nothing") })
        ).ShouldContain("of this deployment is not here any more: deploy the release again");
        (await rig.HelpAsync("docker_running", "erp_green")).ExitCode.ShouldBe(
            0,
            "a start that was refused must not have stopped what ran"
        );
        (
            await FailsAsync(
                spec with
                {
                    Name = "erp_red",
                    Publish = null,
                    EnvFiles = ["/no/such.env"],
                }
            )
        ).ShouldContain("docker does not create erp_red: ");
        (
            await FailsAsync(
                spec with
                {
                    Name = "erp_red",
                    Publish = null,
                    Network = "no-such-network",
                }
            )
        ).ShouldContain("no-such-network");

        async Task<string> FailsAsync(ContainerSpec wrong)
        {
            var failed = await rig.HelpAsync(
                "docker_start",
                wrong.Name,
                await rig.WriteAsync(wrong.Arguments)
            );
            failed.ExitCode.ShouldBe(4, failed.Error);
            return failed.Error;
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task The_same_deployment_is_kept_running_and_another_takes_its_place()
    {
        var spec = await rig.StartFreshAsync();
        var file = await rig.WriteAsync(spec.Arguments);
        await rig.MustAsync("docker_keep", "erp_green", file);
        var first = await InspectAsync("{{.Id}}");

        await rig.MustAsync("docker_keep", "erp_green", file);
        (await InspectAsync("{{.Id}}")).ShouldBe(first);

        await rig.MustAsync("docker_stop", "erp_green", "1");
        (await rig.HelpAsync("docker_running", "erp_green")).ExitCode.ShouldBe(1);
        await rig.MustAsync("docker_keep", "erp_green", file);
        (await rig.HelpAsync("docker_running", "erp_green")).ExitCode.ShouldBe(0);

        var second = await InspectAsync("{{.Id}}");
        var other = spec with { Labels = spec.Labels with { Deployment = "d2" } };
        await rig.MustAsync("docker_keep", "erp_green", await rig.WriteAsync(other.Arguments));
        (await InspectAsync("{{.Id}}")).ShouldNotBe(second);
    }

    private Task<string> InspectAsync(string format) => rig.InspectAsync("erp_green", format);
}
