using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Checks;

/// <summary>Processes and logs of slots that are containers, well and not.</summary>
[Collection(FactsCollection.Name)]
public sealed class ContainerFactsTests(FactsHost rig)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_healthy_container_passes_and_one_that_turns_unhealthy_fails()
    {
        var checks = await rig.WithContainersAsync();
        (await ProcessAsync(checks)).Item1.ShouldBe(Finding.Error);

        await rig.StartContainerAsync(Slot.Green);
        (await ProcessAsync(checks)).ShouldBe(
            (Finding.Passed, "web runs and is healthy, never restarted")
        );

        await rig.Vps.ShellAsync($"touch {FactsHost.Strings}/sick", Cancel);
        await rig.InspectsAsync(Slot.Green, "{{.State.Health.Status}}", "unhealthy");
        (await ProcessAsync(checks)).ShouldBe((Finding.Failed, "web runs and is unhealthy"));
    }

    /// <summary>G09.</summary>
    [Fact(Timeout = 300_000)]
    public async Task An_image_without_a_health_check_shows_nothing()
    {
        var checks = await rig.WithContainersAsync();
        await rig.StartContainerAsync(Slot.Green, options: "");

        (await ProcessAsync(checks)).Item1.ShouldBe(Finding.Inconclusive);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_restart_a_crash_loop_and_a_stop_fail()
    {
        var checks = await rig.WithContainersAsync();
        await rig.StartContainerAsync(Slot.Green);
        await rig.DieAsync(Slot.Green);
        await rig.InspectsAsync(
            Slot.Green,
            "{{.RestartCount}} {{.State.Health.Status}}",
            "1 healthy"
        );
        (await ProcessAsync(checks)).ShouldBe((Finding.Failed, "web runs, restarted once"));

        checks = await rig.WithContainersAsync();
        await rig.StartContainerAsync(Slot.Green, options: "", command: "false");
        await rig.InspectsAsync(Slot.Green, "{{gt .RestartCount 2}}", "true");
        var (finding, detail) = await ProcessAsync(checks);
        finding.ShouldBe(Finding.Failed);
        detail.ShouldMatch(@"\Aweb (is being restarted|runs|does not run), restarted \d+ times\z");

        await rig.Vps.ShellAsync($"docker stop {FactsHost.Container(Slot.Green)}", Cancel);
        (await ProcessAsync(checks)).Item2.ShouldStartWith("web does not run");
    }

    [Fact(Timeout = 300_000)]
    public async Task One_that_was_started_anew_by_hand_fails_though_docker_counts_no_restart()
    {
        var checks = await rig.WithContainersAsync();
        await rig.StartContainerAsync(Slot.Green);
        (await ProcessAsync(checks)).Item1.ShouldBe(Finding.Passed);

        await rig.Vps.ShellAsync($"docker restart -t 0 {FactsHost.Container(Slot.Green)}", Cancel);
        await rig.InspectsAsync(Slot.Green, "{{.State.Health.Status}}", "healthy");

        (await ProcessAsync(checks)).ShouldBe(
            (
                Finding.Failed,
                "web runs and is healthy, never restarted, but was started anew since it was first looked at"
            )
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task One_that_ran_out_of_memory_fails_and_says_so()
    {
        var checks = await rig.WithContainersAsync();
        // docker forgets a lack of memory that it hears of only after the container's end.
        await rig.StartContainerAsync(
            Slot.Green,
            options: "--restart no --memory 16m --memory-swap 16m",
            command: "sh -c 'tail /dev/zero; sleep 10; exit 1'"
        );
        await rig.InspectsAsync(Slot.Green, "{{.State.Running}}", "false");

        (await ProcessAsync(checks)).ShouldBe(
            (Finding.Failed, "web ran out of memory, never restarted")
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_log_is_that_of_this_start_and_an_exception_is_one_error()
    {
        var checks = await rig.WithContainersAsync();
        (await LogAsync(checks)).Item1.ShouldBe(Finding.Inconclusive);

        await rig.StartContainerAsync(Slot.Green);
        await rig.SayAsync(Slot.Green, Words.Traceback);
        var (finding, detail) = await LogAsync(checks);
        (finding, detail.Split(" in ")[0]).ShouldBe((Finding.Failed, "web: 1 error"));
        (await LogAsync(checks, "no price list for")).Item1.ShouldBe(Finding.Passed);

        // The run before this one is not held against it, and the first word of this one is not lost.
        await rig.DieAsync(Slot.Green);
        await rig.InspectsAsync(Slot.Green, "{{.RestartCount}} {{.State.Running}}", "1 true");
        await rig.SayAsync(Slot.Green, "all is well");
        (await LogAsync(checks)).ShouldBe(
            (Finding.Passed, "web: no error in 3 lines since the start")
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task An_empty_log_shows_nothing()
    {
        var checks = await rig.WithContainersAsync();
        await rig.StartContainerAsync(Slot.Green, options: "", command: "sleep 1000");

        (await LogAsync(checks)).Item1.ShouldBe(Finding.Inconclusive);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_daemon_that_hangs_is_not_waited_for_and_is_no_pass()
    {
        var checks = await rig.WithContainersAsync();
        await rig.StartContainerAsync(Slot.Green);
        await rig.TickAsync(Slot.Green);
        await rig.Vps.ShellAsync("systemctl kill --kill-who=main -s STOP docker", Cancel);
        try
        {
            (await ProcessAsync(checks)).ShouldBe(
                (Finding.Inconclusive, "the docker daemon does not answer")
            );
            (await LogAsync(checks)).ShouldBe(
                (Finding.Inconclusive, "the docker daemon does not answer")
            );
            var tick = await rig.TickAsync(Slot.Green);
            tick.TryGetProperty("restarts", out _).ShouldBeFalse();
            tick.TryGetProperty("logErr", out _).ShouldBeFalse();
            FactsHost.Number(tick, "disk").ShouldBeInRange(0, 100);
        }
        finally
        {
            await rig.Vps.ShellAsync("systemctl kill --kill-who=main -s CONT docker", Cancel);
        }

        // What was said meanwhile is not lost.
        FactsHost.Number(await rig.TickAsync(Slot.Green), "restarts").ShouldBe(0);
    }

    private static async Task<(Finding, string)> ProcessAsync(HostChecks checks) =>
        Plain(
            await checks.AskAsync(
                new Check.Process(FactsHost.Common("process")),
                Slot.Green,
                TimeSpan.FromSeconds(5),
                Cancel
            )
        );

    private static async Task<(Finding, string)> LogAsync(
        HostChecks checks,
        params string[] allow
    ) =>
        Plain(
            await checks.AskAsync(Words.Logs(allow), Slot.Green, TimeSpan.FromSeconds(5), Cancel)
        );

    private static (Finding, string) Plain(Answered answered) =>
        (answered.Result.Finding, answered.Result.Detail);
}
