using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class LineDiffTests
{
    [Fact]
    public void What_goes_and_what_comes_is_shown_with_a_line_of_what_stays() =>
        LineDiff
            .Of("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\nf\n")
            .ShouldBe("  b\n- c\n+ C\n  d\n  e\n+ f");

    [Fact]
    public void Of_two_that_are_the_same_nothing_is_shown() =>
        LineDiff.Of("a\nb\n", "a\nb\n").ShouldBe("");
}
