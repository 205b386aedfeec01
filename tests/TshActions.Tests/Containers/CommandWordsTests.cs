using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Containers;
using TshActions.Core.Shell;

namespace TshActions.Tests.Containers;

public class CommandWordsTests
{
    [Theory]
    [InlineData("celery -A erp worker", "celery|-A|erp|worker")]
    [InlineData("  a   b  ", "a|b")]
    [InlineData("sh -c 'echo \"$X\"; exit'", "sh|-c|echo \"$X\"; exit")]
    [InlineData("a \"b c\"d e\\ f", "a|b cd|e f")]
    [InlineData("a '' \"\"", "a||")]
    [InlineData("\"a\\\"b\\\\c\\$d\\e\"", "a\"b\\c$d\\e")]
    public void A_command_is_split_as_a_shell_would(string command, string words) =>
        CommandWords
            .Of(command)
            .ShouldBeOfType<CommandWords.Split>()
            .Words.ShouldBe(words.Split('|'));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \"b\\\"")]
    [InlineData("a \\")]
    [InlineData("")]
    [InlineData("  ")]
    public void What_a_shell_would_wait_for_is_refused(string command) =>
        CommandWords.Of(command).ShouldBeOfType<CommandWords.Unreadable>();

    [Fact]
    public void What_was_quoted_comes_back()
    {
        var word =
            from length in Gen.Choose(0, 12)
            from letters in Gen.Elements([.. "a0 '\"\\$`|→"]).ArrayOf(length)
            select new string(letters);
        Prop.ForAll(
                word.NonEmptyListOf().Select(words => words.ToList()).ToArbitrary(),
                words =>
                    CommandWords.Of(ShellCommand.Of(words).Line) is CommandWords.Split split
                    && split.Words.SequenceEqual(words)
            )
            .QuickCheckThrowOnFailure();
    }
}
