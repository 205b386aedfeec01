using TshActions.Rig.Docker;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Containers;

public sealed class ContainerLifeTests(ContainerHost rig) : IClassFixture<ContainerHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_program_may_finish_its_work_and_one_that_does_not_end_is_killed()
    {
        var spec = await rig.StartFreshAsync();
        await rig.StartAsync(
            spec with
            {
                Command =
                [
                    "sh",
                    "-c",
                    "trap 'sleep 2; echo finished; exit 0' TERM; echo ready; while :; do sleep 0.1; done",
                ],
            }
        );
        await ReadyAsync();
        await rig.MustAsync("docker_stop", "erp_green", "20");
        (await rig.InspectAsync("erp_green", "{{.State.Status}} {{.State.ExitCode}}")).ShouldBe(
            "exited 0"
        );
        (await rig.MustAsync("docker_says", "erp_green", "5")).ShouldContain("finished");

        await rig.StartAsync(
            spec with
            {
                Command = ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"],
            }
        );
        await ReadyAsync();
        await rig.MustAsync("docker_stop", "erp_green", "1");
        (await rig.InspectAsync("erp_green", "{{.State.ExitCode}}")).ShouldBe("137");

        // Nothing there is nothing to stop.
        await rig.MustAsync("docker_stop", "no_such_container", "1");
        (await rig.HelpAsync("docker_running", "no_such_container")).ExitCode.ShouldBe(1);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_start_counts_when_the_program_is_well_and_not_when_it_is_sick_or_gone()
    {
        var spec = await rig.StartFreshAsync();
        var sick = spec with { Health = "exit 1", StartTimeout = TimeSpan.Zero };

        await rig.StartAsync(spec);
        await rig.MustAsync("docker_await", "erp_green", "10");

        await rig.StartAsync(spec with { Health = "true" });
        await rig.MustAsync("docker_await", "erp_green", "30");

        await rig.StartAsync(sick);
        var unhealthy = await rig.HelpAsync("docker_await", "erp_green", "40");
        unhealthy.ExitCode.ShouldBe(4);
        unhealthy.Error.ShouldContain("container erp_green is running unhealthy");
        unhealthy.Error.ShouldContain("health check: exit code 1");

        await rig.StartAsync(spec with { Command = ["sh", "-c", "echo no database; exit 3"] });
        var gone = "";
        await Eventually.HoldsAsync(
            "it was restarted and waits to be again",
            async () =>
                (gone = await rig.MustAsync("docker_says", "erp_green", "30")).Contains(
                    "exit code 3"
                )
        );
        gone.ShouldContain("no database");
        gone.ShouldContain("user nobody");
        (await rig.HelpAsync("docker_running", "no_such_container")).ExitCode.ShouldBe(1);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_command_of_the_team_runs_once_by_the_shell_and_leaves_nothing()
    {
        var spec = (await rig.StartFreshAsync()) with { Name = "erp_green-once" };
        var file = await rig.WriteAsync(spec.OnceArguments);

        (
            await rig.MustAsync(
                "docker_run_once",
                "erp_green-once",
                file,
                "echo \"$KEY\"; id -un; echo 'it''s' done"
            )
        ).ShouldBe($"{ContainerHost.Secret}\nnobody\nits done");
        (
            await rig.HelpAsync("docker_run_once", "erp_green-once", file, "exit 7")
        ).ExitCode.ShouldBe(7);
        (await rig.Vps.ShellAsync("docker ps -aq", Cancel)).ShouldBeEmpty();

        // A run that died left its command behind: the next one ends it.
        await rig.Vps.ShellAsync(
            $"tr '\\n' '\\0' <{file} | xargs -0 sh -c 'docker run -d \"$@\" \"sleep 1000\"' sh",
            Cancel
        );
        (await rig.MustAsync("docker_run_once", "erp_green-once", file, "echo alone")).ShouldBe(
            "alone"
        );
        (await rig.Vps.ShellAsync("docker ps -aq", Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = 300_000)]
    public async Task Without_docker_every_function_says_so_and_a_slot_is_not_called_stopped()
    {
        var spec = await rig.StartFreshAsync();
        var file = await rig.WriteAsync(spec.Arguments);
        await rig.Vps.ShellAsync("systemctl stop docker.socket docker", Cancel);
        try
        {
            string[][] calls =
            [
                ["docker_start", "erp_green", file],
                ["docker_stop", "erp_green", "1"],
                ["docker_running", "erp_green"],
                ["docker_run_once", "erp_green-once", file, "true"],
            ];
            foreach (var call in calls)
            {
                var failed = await rig.HelpAsync(call);
                failed.ExitCode.ShouldBe(4, call[0]);
                failed.Error.ShouldContain(
                    "the docker daemon does not answer",
                    customMessage: call[0]
                );
            }
        }
        finally
        {
            await rig.Vps.ShellAsync("systemctl start docker.socket docker", Cancel);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_user_outside_the_group_docker_is_told_what_set_up_does()
    {
        await rig.StartFreshAsync();
        string[] asNobody =
        [
            "exec",
            "-u",
            "nobody",
            rig.Vps.Name,
            "sh",
            "/usr/local/lib/tsh-host-under-test",
        ];

        var refused = await DockerCli.RunAsync(
            [.. asNobody, "docker_stop", "erp_green", "1"],
            Cancel
        );

        refused.ExitCode.ShouldBe(4);
        refused.Error.ShouldContain("nobody may not use docker: run `tsh setup` again");
    }

    private Task ReadyAsync() =>
        Eventually.HoldsAsync(
            "it is ready",
            async () =>
                (await rig.Vps.ShellAsync("docker logs erp_green", Cancel)).Contains("ready")
        );
}
