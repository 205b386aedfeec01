using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public class ProcessJudgeTests
{
    [Fact]
    public void A_unit_that_runs_as_it_was_started_passes() =>
        Judge(Facts.Unit)
            .ShouldBe(
                new CheckResult(
                    "process",
                    Finding.Passed,
                    "web is active (running), result success, never restarted"
                )
            );

    [Fact]
    public void A_container_that_is_healthy_passes() =>
        Judge(Facts.Container)
            .ShouldBe(
                new CheckResult(
                    "process",
                    Finding.Passed,
                    "web runs and is healthy, never restarted"
                )
            );

    /// <summary>G09.</summary>
    [Fact]
    public void A_web_container_without_a_health_check_shows_nothing()
    {
        var result = Judge(Facts.Container with { Health = "none" });

        result.Finding.ShouldBe(Finding.Inconclusive);
        result.Detail.ShouldContain("HEALTHCHECK");
        result.Detail.ShouldContain("`runtime.health`");
    }

    [Fact]
    public void Of_a_process_beside_it_no_health_check_is_wanted()
    {
        var worker = Facts.Container with { Process = "worker" };

        Judge(Facts.Container, worker with { Health = "none" }).Finding.ShouldBe(Finding.Passed);
        Judge(Facts.Container, worker with { Health = "unhealthy" })
            .ShouldBe(
                new CheckResult(
                    "process",
                    Finding.Warning,
                    "worker runs, and the health check of its image fails"
                )
            );
    }

    /// <summary>G10.</summary>
    [Fact]
    public void A_unit_that_is_active_and_was_restarted_fails() =>
        Judge(Facts.Unit with { Restarts = 3 })
            .ShouldBe(
                new CheckResult(
                    "process",
                    Finding.Failed,
                    "web is active (running), result success, restarted 3 times"
                )
            );

    [Theory]
    [InlineData("loaded", "activating", "auto-restart", "exit-code", 4, Finding.Failed)]
    [InlineData("loaded", "failed", "failed", "exit-code", 0, Finding.Failed)]
    [InlineData("loaded", "failed", "failed", "oom-kill", 0, Finding.Failed)]
    [InlineData("loaded", "inactive", "dead", "success", 0, Finding.Failed)]
    [InlineData("loaded", "active", "exited", "success", 0, Finding.Failed)]
    [InlineData("loaded", "active", "running", "watchdog", 0, Finding.Failed)]
    [InlineData("loaded", "deactivating", "stop-sigterm", "success", 0, Finding.Failed)]
    [InlineData("loaded", "activating", "start", "success", 0, Finding.Inconclusive)]
    [InlineData("loaded", "active", "running", "success", null, Finding.Inconclusive)]
    [InlineData("not-found", "inactive", "dead", "success", 0, Finding.Error)]
    public void A_unit_in_any_other_state_does_not_pass(
        string load,
        string active,
        string sub,
        string result,
        int? restarts,
        Finding finding
    ) =>
        Judge(
            Facts.Unit with
            {
                Load = load,
                Active = active,
                Sub = sub,
                Result = result,
                Restarts = restarts,
            }
        )
            .Finding.ShouldBe(finding);

    [Theory]
    [InlineData(true, false, "unhealthy", false, 0, Finding.Failed)]
    [InlineData(true, false, "healthy", false, 1, Finding.Failed)]
    [InlineData(true, false, "healthy", true, 0, Finding.Failed)]
    [InlineData(true, true, "starting", false, 2, Finding.Failed)]
    [InlineData(false, false, "healthy", false, 0, Finding.Failed)]
    [InlineData(true, false, "starting", false, 0, Finding.Inconclusive)]
    [InlineData(true, false, "", false, 0, Finding.Inconclusive)]
    [InlineData(true, false, "healthy", false, null, Finding.Inconclusive)]
    public void A_container_in_any_other_state_does_not_pass(
        bool running,
        bool restarting,
        string health,
        bool outOfMemory,
        int? restarts,
        Finding finding
    ) =>
        Judge(
            new ProcessFacts.Container(
                ProcessFacts.Web,
                running,
                restarting,
                health,
                outOfMemory,
                restarts,
                "start-1"
            )
        )
            .Finding.ShouldBe(finding);

    [Fact]
    public void Another_start_than_the_one_seen_first_fails_though_nothing_was_restarted()
    {
        var unit = ProcessJudge.Judge(
            "process",
            Facts.Of(Facts.Unit with { Invocation = "start-2" }),
            Facts.Of(Facts.Unit)
        );
        var container = ProcessJudge.Judge(
            "process",
            Facts.Of(Facts.Container with { Started = "start-2" }),
            Facts.Of(Facts.Container)
        );

        unit.Finding.ShouldBe(Finding.Failed);
        unit.Detail.ShouldEndWith("but was started anew since it was first looked at");
        container.Finding.ShouldBe(Finding.Failed);
    }

    [Fact]
    public void The_worst_process_is_the_one_that_is_told() =>
        Judge(Facts.Unit, Facts.Unit with { Process = "worker", Active = "failed", Sub = "failed" })
            .ShouldBe(
                new CheckResult(
                    "process",
                    Finding.Failed,
                    "worker is failed (failed), result success, never restarted"
                )
            );

    [Fact]
    public void A_container_that_is_not_there_is_an_error() =>
        Judge(new ProcessFacts.Absent(ProcessFacts.Web)).Finding.ShouldBe(Finding.Error);

    [Fact]
    public void What_was_not_seen_is_no_pass()
    {
        Judge().Finding.ShouldBe(Finding.Inconclusive);
        Judge(Facts.Unit with { Process = "worker" }).Finding.ShouldBe(Finding.Inconclusive);
        var unseen = Facts.Of(Facts.Unit) with { Unseen = "the docker daemon does not answer" };
        ProcessJudge
            .Judge("process", unseen, unseen)
            .ShouldBe(
                new CheckResult(
                    "process",
                    Finding.Inconclusive,
                    "the docker daemon does not answer"
                )
            );
    }

    [Fact]
    public void Taking_a_measurement_away_never_makes_a_pass() =>
        Prop.ForAll(
                Gen.Choose(0, 1)
                    .Three()
                    .SelectMany(ones =>
                        Gen.Elements("active", "failed", "activating")
                            .Select(active =>
                                Facts.Unit with
                                {
                                    Active = active,
                                    Restarts = ones.Item1 is 1 ? 0 : null,
                                    Invocation = ones.Item2 is 1 ? "start-1" : null,
                                    Result = ones.Item3 is 1 ? "success" : null,
                                }
                            )
                    )
                    .ToArbitrary(),
                unit => Judge(unit).Finding is not Finding.Passed || unit == Facts.Unit
            )
            .QuickCheckThrowOnFailure();

    private static CheckResult Judge(params ProcessFacts[] processes) =>
        ProcessJudge.Judge("process", Facts.Of(processes), Facts.Of(processes));
}
