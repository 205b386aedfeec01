using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class GateAnnotationsTests
{
    [Fact]
    public void A_clean_bake_bothers_nobody() =>
        GateAnnotations.Of(GateRecords.Clean).ShouldBeEmpty();

    [Fact]
    public void What_failed_the_release_is_an_error()
    {
        var told = GateAnnotations.Of(GateRecords.FailsAtFourteen).ShouldHaveSingleItem();

        told.Level.ShouldBe(AnnotationLevel.Error);
        told.Title.ShouldBe("vps-main: error-rate failed the release");
        told.Message.ShouldContain("status 503, not 200");
        told.Message.ShouldEndWith("(tick 14)");
    }

    [Fact]
    public void What_fails_in_both_slots_is_an_error_and_what_was_not_measured_a_warning()
    {
        GateAnnotations
            .Of(GateRecords.SharedOutage)[0]
            .ShouldSatisfyAllConditions(
                told => told.Level.ShouldBe(AnnotationLevel.Error),
                told => told.Title.ShouldBe("vps-main: error-rate failed in both slots")
            );
        GateAnnotations
            .Of(GateRecords.NothingMeasured)
            .ShouldAllBe(told => told.Level == AnnotationLevel.Warning);
    }

    [Theory]
    [InlineData("old-slot", "the old slot does not answer", 3, true)]
    [InlineData("restarts", "started anew 1 times", 0, true)]
    [InlineData("restarts", "restarts were not measured in 3 ticks", 0, false)]
    [InlineData("p95", "read: p95 above 500 ms", 0, true)]
    [InlineData("logs", "errors in 3 of the last 5 ticks", 9, true)]
    [InlineData("logs", "the log was not read", 0, false)]
    [InlineData("coverage", "80 of 90 ticks measured everything", 0, false)]
    [InlineData("degradation", "list: 1.40 × of before", 0, false)]
    public void Of_warnings_only_those_are_told_that_want_an_act(
        string rule,
        string text,
        int tick,
        bool told
    ) =>
        GateAnnotations
            .Of(
                GateRecords.Clean with
                {
                    Ruling = GateRecords.Clean.Ruling! with
                    {
                        Reasons = [new(rule, Gravity.Warn, text, tick)],
                    },
                }
            )
            .Count.ShouldBe(told ? 1 : 0);

    [Fact]
    public void However_much_there_is_to_say_a_runner_keeps_all_of_it() =>
        Prop.ForAll(
                AnyGateRecord.Any,
                record =>
                {
                    var told = GateAnnotations.Of(record, record with { Host = "vps-two" });
                    return told.Count <= 9
                        && told.All(one =>
                            one.Message.Length <= 4096
                            && one.Title.Length <= 120
                            && !(one.Title + one.Message).Any(char.IsControl)
                        )
                        && told.Count(one => one.Level is AnnotationLevel.Error)
                            == Math.Min(9, told.Count(one => one.Level is AnnotationLevel.Error))
                        && (
                            record.Ruling?.Reasons.Any(reason => reason.Gravity is Gravity.Fail)
                                is not true
                            || told[0].Level is AnnotationLevel.Error
                        );
                }
            )
            .QuickCheckThrowOnFailure();
}
