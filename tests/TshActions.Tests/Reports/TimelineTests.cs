using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class TimelineTests
{
    private static readonly Arbitrary<TimedStep[]> Any = (
        from count in Gen.Choose(0, 8)
        from steps in (
            from begin in Gen.Choose(0, 900_000)
            from took in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 900_000))
            select Step("Step", begin, took)
        ).ArrayOf(count)
        select steps
    ).ToArbitrary();

    [Fact]
    public void Steps_stand_in_a_table_with_bars_that_show_when_they_ran() =>
        Approved.Check(
            Timeline.Markdown([
                Step("Connect to vps-main", 0, 1_190, note: "deploy@167.71.39.50"),
                Step("Upload release 2025.11.15", 1_300, 4_000, note: "1204 files"),
                Step("Gate green before the switch", 5_300, 15_000, note: "3 clean ticks in a row"),
                Step("Switch blue → green", 20_300, 81, note: "flag file"),
                Step(
                    "Prove that the site answers with 2025.11.15",
                    20_381,
                    10_000,
                    passed: false,
                    "the others: 5 × status 502 | <b>@team</b>"
                ),
            ])
        );

    [Fact]
    public void No_steps_are_an_empty_table() => Timeline.Markdown([]).ShouldBeEmpty();

    [Fact]
    public void Every_bar_has_the_same_width_and_shows_something() =>
        Prop.ForAll(
                Any,
                steps =>
                    Timeline
                        .Markdown(steps)
                        .Split('\n')
                        .Where(line => line.Contains('`'))
                        .Select(line => line.Split('`')[1])
                        .All(bar =>
                            bar.Length is 24
                            && bar.Trim('·') is var middle
                            && middle.All(letter => letter is '█')
                            && (
                                middle.Length > 0
                                || steps.All(step => step.Begin + step.Duration == TimeSpan.Zero)
                            )
                        )
            )
            .QuickCheckThrowOnFailure();

    private static TimedStep Step(
        string title,
        int begin,
        int took,
        bool passed = true,
        string note = ""
    ) =>
        new(title, TimeSpan.FromMilliseconds(begin), TimeSpan.FromMilliseconds(took), passed, note);
}
