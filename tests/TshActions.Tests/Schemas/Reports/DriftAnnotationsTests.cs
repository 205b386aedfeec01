using TshActions.Core.Reports;
using TshActions.Core.Schemas.Reports;

namespace TshActions.Tests.Schemas.Reports;

public sealed class DriftAnnotationsTests
{
    [Fact]
    public void What_fails_is_told_at_its_migration_the_worst_first()
    {
        var told = DriftAnnotations.Of(DriftReports.Rich);

        told.Select(one => one.Said.Title)
            .ShouldBe([
                "critical drift on production",
                "high drift on both",
                "high drift on staging",
            ]);
        told.ShouldAllBe(one => one.Said.Level == AnnotationLevel.Error);
        told[0].At.ShouldBe(new MigrationFile("migrations/versions/3f2a_orders.py", 31));
        told[0]
            .Said.Message.ShouldBe(
                "table public.orders, row security: on → off (policies are not applied)"
            );
        told[1].At.ShouldBeNull();
    }

    [Fact]
    public void What_does_not_fail_bothers_nobody()
    {
        DriftAnnotations.Of(DriftReports.Empty).ShouldBeEmpty();
        DriftAnnotations
            .Of(DriftReports.Rich with { Rows = [.. DriftReports.Rich.Rows.Skip(4)] })
            .ShouldBeEmpty();
    }

    [Fact]
    public void However_many_fail_a_runner_keeps_all_that_are_told() =>
        DriftAnnotations.Of(DriftReports.Many(20_000, "x")).Count.ShouldBe(9);

    [Fact]
    public void Foreign_words_do_nothing()
    {
        foreach (var (said, _) in DriftAnnotations.Of(DriftReports.Attacked))
        {
            (said.Title + said.Message).ShouldNotContain(letter => char.IsControl(letter));
            said.Title.Length.ShouldBeLessThanOrEqualTo(120);
            said.Message.Length.ShouldBeLessThanOrEqualTo(4096);
        }
    }
}
