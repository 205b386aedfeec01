using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Schemas.Reports;

namespace TshActions.Tests.Schemas.Reports;

public sealed class DriftMarkdownTests
{
    private const int MostOfGitHub = 1024 * 1024;

    [Fact]
    public void Every_way_to_differ_stands_in_one_table() =>
        Approved.Check(DriftMarkdown.Text(DriftReports.Rich));

    [Fact]
    public void Nothing_found_is_told_with_what_was_compared() =>
        Approved.Check(DriftMarkdown.Text(DriftReports.Empty));

    [Fact]
    public void Without_migrations_there_is_no_column_for_them() =>
        Approved.Check(DriftMarkdown.Text(DriftReports.TwoWay));

    [Fact]
    public void Foreign_words_do_nothing() =>
        Approved.Check(DriftMarkdown.Text(DriftReports.Attacked));

    [Fact]
    public void Every_row_has_the_cells_of_its_table_and_no_markup_of_others() =>
        Prop.ForAll(
                Foreign.Any,
                word => IsWhole(DriftMarkdown.Text(DriftReports.Attack(word)).Split('\n'))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_fence_is_longer_than_any_in_its_text() =>
        DriftMarkdown.Text(DriftReports.Attacked).ShouldContain("\n`````sql\n");

    [Fact]
    public void Text_that_shows_another_order_of_letters_is_not_shown() =>
        DriftMarkdown.Text(DriftReports.Attacked).ShouldNotContain("\u202e");

    [Fact]
    public void Drift_never_reads_as_none() =>
        DriftMarkdown.Text(DriftReports.Rich).ShouldNotContain("no drift");

    [Fact]
    public void The_order_of_finding_is_not_told() =>
        DriftMarkdown
            .Text(Shuffled.Of(DriftReports.Rich))
            .ShouldBe(DriftMarkdown.Text(DriftReports.Rich));

    [Theory]
    [InlineData("x")]
    [InlineData("~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~")]
    [InlineData(
        "請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書請求書"
    )]
    public void Twenty_thousand_rows_fit_and_what_is_cut_is_counted(string word)
    {
        var text = DriftMarkdown.Text(DriftReports.Many(20_000, word));

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(MostOfGitHub);
        text.ShouldContain("more of 17,122 are left out here and stand in the report file.");
        text.ShouldContain("more of 2,858 are left out here and stand in the report file.");
        text.ShouldContain("more are too long for here and in the report file.");
    }

    [Fact]
    public void The_worst_of_everything_at_once_fits()
    {
        var word = new string('~', 3_000);
        var many = DriftReports.Many(2_000, word);
        var counts = Enumerable
            .Range(0, 500)
            .ToDictionary(number => $"{word[..50]}{number}", number => number + 1);
        var head = many.Production.Head with
        {
            Server = word,
            Database = word,
            Revisions = [.. Enumerable.Repeat(word, 50)],
            Unread = counts,
            Unmodelled = counts,
        };
        var side = new DriftSide(word, word, head);
        var rules = Enumerable
            .Repeat(DriftReports.Rich.Ignores.Unused[0] with { Name = word }, 500)
            .ToList();

        Encoding
            .UTF8.GetByteCount(
                DriftMarkdown.Text(
                    many with
                    {
                        Production = side,
                        Staging = side,
                        Migrations = side,
                        Elsewhere = counts,
                        Ignores = new([], rules, rules, rules),
                    }
                )
            )
            .ShouldBeLessThan(MostOfGitHub);
    }

    /// <summary>Read as Markdown: fences closed, tables of one width, no HTML but our folds.</summary>
    private static bool IsWhole(string[] lines)
    {
        var (fence, width) = ("", 0);
        foreach (var line in lines)
        {
            if (fence.Length > 0)
            {
                fence = line == fence ? "" : fence;
                continue;
            }

            if (line.StartsWith("```"))
            {
                fence = line.Replace("sql", "");
                continue;
            }

            var foreign = line.Replace("<details><summary>", "")
                .Replace("</summary>", "")
                .Replace("</details>", "");
            var bars = line.Replace(@"\\", "").Replace(@"\|", "").Count(letter => letter == '|');
            if (
                foreign.IndexOfAny(['<', '`', '\r', '\u202e', '\u001b']) >= 0
                || (bars > 0 && width > 0 && bars != width)
            )
                return false;
            width = bars;
        }

        return fence.Length is 0;
    }
}
