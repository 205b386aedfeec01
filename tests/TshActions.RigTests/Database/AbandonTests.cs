using TshActions.RigTests.Ssh;
using static TshActions.RigTests.Database.DatabaseBench;

namespace TshActions.RigTests.Database;

/// <summary>What ends a command that nobody waits for any more, and must end nothing else.</summary>
public sealed class AbandonTests(DatabaseBench bench) : IClassFixture<DatabaseBench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Nothing_there_is_fine_and_so_is_a_note_that_says_nothing()
    {
        await bench.StartFreshAsync();

        await bench.Host.AbandonAsync();
        foreach (
            var note in new[]
            {
                "",
                "\n",
                "1 2 3\n",
                "-1 x\n",
                "rubbish",
                "0 0 $(cat /proc/sys/kernel/random/boot_id) one\n",
            }
        )
        {
            await bench.AsDeployAsync($"printf -- \"{note}\" > {Root}/run.pid");
            await bench.Host.AbandonAsync();
        }

        (await bench.AsDeployAsync($"ls {Root}")).ShouldNotContain("run.");
    }

    /// <summary>The same number with another beginning, or of another boot, is another process; the last one is ours.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData("$((began + 1)) $boot", true)]
    [InlineData("$began another-boot", true)]
    [InlineData("$began $boot", false)]
    public async Task A_number_that_was_given_to_another_process_is_left_alone(
        string rest,
        bool lives
    )
    {
        await bench.StartFreshAsync();
        await bench.AsDeployAsync(
            $$"""
            setsid sleep 700 >/dev/null 2>&1 &
            sleeper=$!
            while [ "$(cut -d' ' -f5 /proc/$sleeper/stat)" != $sleeper ]; do sleep 0.05; done
            boot=$(cat /proc/sys/kernel/random/boot_id) began=$(cut -d' ' -f22 /proc/$sleeper/stat)
            echo "$sleeper {{rest}} one" > {{Root}}/run.pid
            """
        );

        await bench.Host.AbandonAsync();

        (await bench.Vps.ShellAsync("pkill -c -f 'sleep 70[0]'; true", Cancel)).ShouldBe(
            lives ? "1" : "0"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_command_of_the_team_s_can_be_run_beside_none_and_is_ended_with_all_it_started()
    {
        await bench.StartFreshAsync();
        var run = bench.Host.LastAsync(
            bench.Host.Change("run", Deployment, "60", "sleep 800 & sleep 800"),
            TimeSpan.FromSeconds(60),
            Cancel
        );
        await Eventually.HoldsAsync("it runs", async () => await SleepersAsync() is "2");

        var second = await bench.Host.LastAsync(
            bench.Host.Change("run", Deployment, "60", "true"),
            TimeSpan.FromSeconds(60),
            Cancel
        );
        await bench.Host.AbandonAsync();

        second.ExitCode.ShouldBe(10);
        second.Error.ShouldContain("is still running");
        (await SleepersAsync()).ShouldBe("0");
        (await run).ExitCode.ShouldBe(143);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_command_gets_the_deployment_s_folder_and_environment()
    {
        await bench.StartFreshAsync();

        var ran = await bench.Host.LastAsync(
            bench.Host.Change(
                "run",
                Deployment,
                "60",
                "ls alembic.ini; echo $REDIS_URL; echo ${PGPASSWORD-none} ${PGOPTIONS-none}; umask"
            ),
            TimeSpan.FromSeconds(60),
            Cancel
        );

        ran.Output.ShouldBe("alembic.ini\nredis://127.0.0.1:6379/0\nnone none\n0022\n");
    }

    private Task<string> SleepersAsync() =>
        bench.Vps.ShellAsync("pgrep -fxc 'sleep 800'; true", Cancel);
}
