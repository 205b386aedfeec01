using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class PlainTextTests
{
    [Theory]
    [InlineData("status 503, not 200", "status 503, not 200")]
    [InlineData("two\nlines\u001b[31m", "two lines [31m")]
    [InlineData("a\u202eb\u200bc", "a b c")]
    public void A_line_is_one_line(string text, string line) =>
        PlainText.OneLine(text).ShouldBe(line);

    [Fact]
    public void Half_a_letter_is_no_letter() => PlainText.OneLine("a\ud800").ShouldBe("a\ufffd");

    [Fact]
    public void What_is_too_long_says_so() => PlainText.OneLine("1234567890", 5).ShouldBe("1234…");

    [Fact]
    public void No_letter_is_cut_in_two() => PlainText.OneLine("123😀567890", 5).ShouldBe("123…");

    [Fact]
    public void Nothing_is_longer_than_was_asked() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
                text => PlainText.OneLine(text, 7).Length <= 7
            )
            .QuickCheckThrowOnFailure();
}
