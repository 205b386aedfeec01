using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Releases;

namespace TshActions.Tests.Releases;

public class EnvironmentFileTests
{
    private static readonly Arbitrary<string> Values = (
        from length in Gen.Choose(0, 12)
        from letters in Gen.Elements([.. "az09 =#'\"\\$`%;&|()*é→"]).ArrayOf(length)
        select new string(letters)
    ).ToArbitrary();

    [Theory]
    [InlineData("KEY=value", "value")]
    [InlineData("  KEY=value  ", "value")]
    [InlineData("export KEY=value", "value")]
    [InlineData("KEY=", "")]
    [InlineData("KEY=a=b", "a=b")]
    [InlineData("KEY=two words", "two words")]
    [InlineData("KEY=\"two words\"", "two words")]
    [InlineData("KEY=' spaced '", " spaced ")]
    [InlineData("KEY=\"a \\\"b\\\" \\$c \\\\ \\n\"", "a \"b\" $c \\ \\n")]
    [InlineData("KEY='a \\\"b\\\"'", "a \\\"b\\\"")]
    [InlineData("KEY=postgresql://erp:p@ss#1@db/erp?x=$y", "postgresql://erp:p@ss#1@db/erp?x=$y")]
    [InlineData("# comment\n\nKEY=value\r\n", "value")]
    public void A_variable_is_read_however_it_is_written(string text, string value)
    {
        var (file, problems) = EnvironmentFile.Parse(text);

        problems.ShouldBeEmpty();
        file.Variables.ShouldBe([new("KEY", value)]);
    }

    [Fact]
    public void All_problems_are_told_at_once_by_line_and_never_by_value()
    {
        var (_, problems) = EnvironmentFile.Parse(
            "GOOD=hunter2\nhunter2\n1KEY=hunter2\nOPEN=\"hunter2\nGOOD=hunter2\nKEY WITH SPACE=hunter2\nLONE='"
        );

        Approved.Check(string.Concat(problems.Select(problem => problem + "\n")));
    }

    [Fact]
    public void No_problem_ever_holds_a_value() =>
        Prop.ForAll(
                Values,
                value =>
                    EnvironmentFile
                        .Parse(
                            $"KEY=\"{value}hunter2\n{value}hunter2{value}\nKEY=hunter2\nKEY=hunter2"
                        )
                        .Problems.All(problem => !problem.Contains("hunter2"))
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("value", "KEY=\"value\"\n")]
    [InlineData("", "KEY=\"\"\n")]
    [InlineData("a \"b\" $c `d` \\e 'f' %g", "KEY=\"a \\\"b\\\" \\$c \\`d\\` \\\\e 'f' %g\"\n")]
    public void The_text_escapes_what_systemd_and_shells_both_unescape(string value, string text) =>
        EnvironmentFile.Of(new KeyValuePair<string, string>("KEY", value)).Text.ShouldBe(text);

    [Fact]
    public void What_is_written_is_read_again() =>
        Prop.ForAll(
                Values,
                Values,
                (one, other) =>
                {
                    var written = EnvironmentFile.Of(new("ONE", one), new("OTHER", other));
                    var (read, problems) = EnvironmentFile.Parse(written.Text);
                    return problems.Count is 0 && read.Variables.SequenceEqual(written.Variables);
                }
            )
            .QuickCheckThrowOnFailure();
}
