using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class MarkdownTextTests
{
    private static readonly Arbitrary<string> Foreign = (
        from length in Gen.Choose(0, 16)
        from letters in Gen.Elements([.. "ab |<>`@\r\n\\*"]).ArrayOf(length)
        select new string(letters)
    ).ToArbitrary();

    [Theory]
    [InlineData("status 200", "status 200")]
    [InlineData("a|b", @"a\|b")]
    [InlineData("<script>", "&lt;script&gt;")]
    [InlineData("`code`", "'code'")]
    [InlineData("@team", "@\u200bteam")]
    [InlineData("two\r\nlines", "two  lines")]
    public void A_cell_cannot_break_its_table(string text, string cell) =>
        MarkdownText.Cell(text).ShouldBe(cell);

    [Fact]
    public void Nothing_foreign_in_a_cell_can_act() =>
        Prop.ForAll(
                Foreign,
                text =>
                {
                    var cell = MarkdownText.Cell(text);
                    return cell.IndexOfAny(['\r', '\n', '<', '>', '`']) < 0
                        && !cell.Replace("@\u200b", "").Contains('@');
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_block_is_closed_only_at_its_end() =>
        Prop.ForAll(
                Foreign,
                text =>
                {
                    var lines = MarkdownText.Block(text).Split('\n');
                    return lines[0].Length >= 3
                        && lines[^2] == lines[0]
                        && !lines[1..^2].Any(line => line.Contains(lines[0]));
                }
            )
            .QuickCheckThrowOnFailure();
}
