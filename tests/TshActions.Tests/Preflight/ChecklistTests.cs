using TshActions.Core.Preflight;
using TshActions.Core.Reports;
using static TshActions.Tests.Preflight.Findings;

namespace TshActions.Tests.Preflight;

public sealed class ChecklistTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "", true, "none beside this run's own")]
    [InlineData("test passed", "test", true, "1 passed: test")]
    [InlineData("lint passed", "test", false, "never ran: test")]
    [InlineData("test failed, lint running", "", false, "1 failed: test (said)")]
    [InlineData("lint running", "", null, "still running: lint")]
    // A failure is one, whatever still runs or never ran.
    [InlineData("lint failed", "test", false, "1 failed: lint (said)")]
    public void Checks_let_go_on_what_passed(
        string checks,
        string required,
        bool? good,
        string evidence
    ) =>
        Judged(
                CommitChecks.Of(
                    [
                        .. checks
                            .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                            .Select(check => check.Split(' '))
                            .Select(check => new CommitCheck(
                                check[0],
                                Enum.Parse<CheckEnd>(check[1], ignoreCase: true),
                                "said"
                            )),
                    ],
                    required.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                )
            )
            .ShouldBe((good, evidence));

    [Fact]
    public void Of_the_run_that_asks_only_what_is_named_counts()
    {
        CommitCheck[] own =
        [
            new("deploy", CheckEnd.Running, "", Own: true),
            new("test", CheckEnd.Failed, "failure", Own: true),
        ];

        Judged(CommitChecks.Of(own, [])).Good.ShouldBe(true);
        Judged(CommitChecks.Of(own, ["test"])).Good.ShouldBe(false);
    }

    [Theory]
    [InlineData(7, "main", "c", false, true, "#7")]
    [InlineData(7, "main", "other", false, false, "#7 made another commit, or went to main")]
    [InlineData(7, "develop", "c", false, false, "#7 made another commit, or went to develop")]
    [InlineData(7, "main", null, false, false, "#7 is not merged")]
    [InlineData(0, "", null, false, false, "pushed to main by hand")]
    [InlineData(0, "", null, true, true, "pushed to the branch, and its files ran here before")]
    public void A_commit_comes_by_a_merged_pull_request(
        int number,
        string to,
        string? mergedAs,
        bool ranBefore,
        bool good,
        string evidence
    ) =>
        Judged(
                MergedPull.Of(
                    "c",
                    "main",
                    number is 0 ? [] : [new(number, to, mergedAs, [])],
                    ranBefore
                )
            )
            .ShouldBe((good, evidence));

    [Fact]
    public void A_hotfix_is_told_as_one() =>
        MergedPull
            .Of("c", "main", [new(7, "main", "c", ["hotfix"])], ranBefore: false)
            .Evidence.ShouldBe("#7, a hotfix");

    [Theory]
    [InlineData(null, true, "there was none")]
    [InlineData(3, false, "rolled back 3 h ago, after this commit was made")]
    [InlineData(5, false, "rolled back 5 h ago, after this commit was made")]
    [InlineData(6, true, "the last was 6 h ago")]
    public void A_rollback_holds_what_was_made_before_it(int? hours, bool good, string evidence) =>
        Judged(
                RollbackSince.Of(
                    Now.AddHours(-5),
                    "t",
                    hours is { } ago ? [Now.AddHours(-ago)] : [],
                    [],
                    Now
                )
            )
            .ShouldBe((good, evidence));

    [Fact]
    public void Files_that_failed_here_last_are_held_and_files_that_passed_since_are_not()
    {
        var failed = new StagedTree("c", "t", StagingEnd.Failed, Now.AddHours(-4), "run");
        Judge([failed]).ShouldBe((false, "these very files failed here 4 h ago"));
        Judge([failed, failed with { End = StagingEnd.Broken, At = Now }]).Good.ShouldBe(false);
        Judge([failed, failed with { End = StagingEnd.Verified, At = Now }]).Good.ShouldBe(true);

        (bool? Good, string) Judge(StagedTree[] released) =>
            Judged(RollbackSince.Of(Now, "t", [], released, Now));
    }

    [Fact]
    public void Marks_are_whole_words() =>
        TodoMarks
            .Lines(["# TODO: later", "mastodons", "x = 1  # FIXME", "TODOS", "todo"])
            .ShouldBe([1, 3]);

    [Theory]
    [InlineData("pass", true, ExitCode.Passed)]
    [InlineData("warn", true, ExitCode.Passed)]
    [InlineData("manual", true, ExitCode.Passed)]
    [InlineData("unknown", false, ExitCode.Inconclusive)]
    [InlineData("unknown fail", false, ExitCode.VerdictFail)]
    [InlineData("superseded fail", false, ExitCode.Passed)]
    public void The_worst_line_decides(string states, bool proceed, ExitCode code)
    {
        var report = new PreflightReport([
            .. states
                .Split(' ')
                .Select(state => new PreflightRow(
                    "x",
                    "",
                    Enum.Parse<RowState>(state, ignoreCase: true),
                    "",
                    ""
                )),
        ]);

        (report.Proceed, report.Code).ShouldBe((proceed, code));
    }

    [Theory]
    [InlineData(RowWeight.Fail, RowState.Fail, RowState.Unknown)]
    [InlineData(RowWeight.Warn, RowState.Warn, RowState.Warn)]
    public void The_weight_says_what_follows(RowWeight weight, RowState bad, RowState blind)
    {
        var row = Checklist.Checks;
        PreflightRow.Of(row, weight, new RowFinding.Bad("", "")).State.ShouldBe(bad);
        PreflightRow.Of(row, weight, new RowFinding.Blind("", "")).State.ShouldBe(blind);
        PreflightRow.Of(row, weight, new RowFinding.Good("")).State.ShouldBe(RowState.Pass);
    }

    [Fact]
    public void Every_state_has_its_sign_and_foreign_words_do_nothing() =>
        Approved.Check(
            new PreflightReport([
                .. Enum.GetValues<RowState>()
                    .Select(state => new PreflightRow(
                        $"line-{(int)state}",
                        $"{state} | <script>alert(1)</script>",
                        state,
                        "`a` | b\n::error::c @all <img src=x>",
                        state is RowState.Pass ? "" : "do | `this`"
                    )),
            ]).Markdown
        );
}
