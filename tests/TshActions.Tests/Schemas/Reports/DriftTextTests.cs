using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Reports;

namespace TshActions.Tests.Schemas.Reports;

public sealed class DriftTextTests
{
    [Fact]
    public void Every_way_to_differ_is_told_the_worst_first() => Check(DriftReports.Rich);

    [Fact]
    public void Nothing_found_is_told_with_what_was_compared() => Check(DriftReports.Empty);

    [Fact]
    public void Without_migrations_nobody_is_blamed() => Check(DriftReports.TwoWay);

    [Fact]
    public void Foreign_words_do_nothing() => Check(DriftReports.Attacked);

    [Fact]
    public void No_line_is_a_command_or_acts_on_a_terminal() =>
        Prop.ForAll(
                Foreign.Any,
                word =>
                    DriftText
                        .Lines(DriftReports.Attack(word))
                        .All(line =>
                            !line.TrimStart().StartsWith("::")
                            && !line.Contains("##[")
                            && !line.Contains('\u202e')
                            && !line.Any(char.IsControl)
                        )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Drift_never_reads_as_none()
    {
        foreach (
            var report in (DriftReport[])
                [DriftReports.Rich, DriftReports.TwoWay, DriftReports.Attacked]
        )
            DriftText
                .Lines(report)[0]
                .ShouldSatisfyAllConditions(
                    line => line.ShouldStartWith("✗ "),
                    line => line.ShouldNotContain("no drift")
                );
    }

    [Fact]
    public void What_is_ignored_does_not_count()
    {
        var report = DriftReports.Rich with
        {
            Rows =
            [
                .. DriftReports.Rich.Rows.Select(row => DriftReports.Ignored(row, "it is known")),
            ],
        };

        var lines = DriftText.Lines(report);
        lines[0].ShouldStartWith("✓ no drift at or above high; 6 ignored; ");
        lines.ShouldContain("  · 6 × it is known (4 at or above high)");
        lines.ShouldNotContain(line => line.TrimStart().StartsWith('✗'));
    }

    [Fact]
    public void What_weighs_less_than_the_gate_is_told_and_does_not_fail() =>
        DriftText
            .Lines(DriftReports.TwoWay with { Rows = [DriftReports.TwoWay.Rows[0]] })[0]
            .ShouldBe("✓ no drift at or above high; 1 below");

    [Fact]
    public void Where_nothing_was_compared_nothing_is_praised() =>
        DriftText
            .Lines(DriftReports.Empty with { Compared = 0 })[0]
            .ShouldBe("? no drift found, for nothing was compared");

    [Fact]
    public void What_was_not_read_stands_beside_the_answer() =>
        DriftText
            .Lines(DriftReports.Rich with { Rows = [] })[0]
            .ShouldBe("✓ no drift at or above high; not compared: 2 unread, 4 unmodelled");

    [Fact]
    public void The_order_of_finding_is_not_told() =>
        DriftText
            .Lines(Shuffled.Of(DriftReports.Rich))
            .ShouldBe(DriftText.Lines(DriftReports.Rich));

    [Fact]
    public void Of_very_many_the_rest_is_counted()
    {
        var lines = DriftText.Lines(DriftReports.Many(20_000, "x"));

        lines.Count.ShouldBeLessThan(3_000);
        lines.ShouldContain("  and 3,229 more, in the report file");
    }

    private static void Check(
        DriftReport report,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    ) => Approved.Check(string.Join('\n', DriftText.Lines(report)) + "\n", name);
}
