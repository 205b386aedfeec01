using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public class LogJudgeTests
{
    private static readonly LogFacts.Seen Quiet = new(ProcessFacts.Web, 87, 0, 0, 0, []);

    /// <summary>G11: what the run before it said is not among the lines of this start.</summary>
    [Fact]
    public void A_log_without_an_error_since_the_start_passes() =>
        Judge(Quiet).ShouldBe((Finding.Passed, "web: no error in 87 lines since the start"));

    /// <summary>G12.</summary>
    [Fact]
    public void An_empty_log_shows_nothing() =>
        Judge(Quiet with { Lines = 0 })
            .ShouldBe(
                (
                    Finding.Inconclusive,
                    "web: its log is empty since the start, so nothing can be said of it"
                )
            );

    [Fact]
    public void An_error_fails_and_is_told_with_how_many_lines_were_read()
    {
        Judge(Quiet with { Errors = 1, Kinds = 1 })
            .ShouldBe((Finding.Failed, "web: 1 error in 87 lines since the start"));
        Judge(Quiet with { Errors = 12, Kinds = 1, Excused = 3 })
            .ShouldBe(
                (Finding.Failed, "web: 12 errors of 1 kind in 87 lines since the start, 3 excused")
            );
    }

    [Fact]
    public void What_is_excused_is_told_and_passes() =>
        Judge(Quiet with { Lines = 1, Excused = 1 })
            .ShouldBe((Finding.Passed, "web: no error in 1 line since the start, 1 excused"));

    [Fact]
    public void A_silent_worker_is_no_lack_and_its_errors_are_errors()
    {
        var worker = Quiet with { Process = "worker" };

        Judge(Quiet, worker with { Lines = 0 }).Item1.ShouldBe(Finding.Passed);
        Judge(Quiet, worker with { Errors = 2, Kinds = 2 })
            .ShouldBe((Finding.Failed, "worker: 2 errors in 87 lines since the start"));
    }

    [Fact]
    public void A_log_that_cannot_be_read_is_no_pass_and_hides_no_error()
    {
        var unseen = new LogFacts.Unseen("worker", "its log cannot be read");

        Judge(Quiet, unseen).ShouldBe((Finding.Inconclusive, "its log cannot be read"));
        Judge(Quiet with { Errors = 1 }, unseen).Item1.ShouldBe(Finding.Failed);
        Judge().Item1.ShouldBe(Finding.Inconclusive);
        Judge(Quiet with { Process = "worker" }).Item1.ShouldBe(Finding.Inconclusive);
    }

    private static (Finding, string) Judge(params LogFacts[] logs)
    {
        var result = LogJudge.Judge("log", logs);
        return (result.Finding, result.Detail);
    }
}
