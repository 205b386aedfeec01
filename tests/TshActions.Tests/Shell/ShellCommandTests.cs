using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Shell;

namespace TshActions.Tests.Shell;

public partial class ShellCommandTests
{
    private static readonly Arbitrary<string> Words = (
        from length in Gen.Choose(0, 12)
        from letters in Gen.OneOf(
                Gen.Elements([.. "az09_./:@%+,=-~ '\"\\$`!*?[]{}()<>|&;#^\t\n\r\u00a0é→"]),
                Gen.Choose(1, 0xffff).Select(code => (char)code)
            )
            .ArrayOf(length)
        select new string(letters)
    ).ToArbitrary();

    [Theory]
    [InlineData("release-1.2", "release-1.2")]
    [InlineData("/var/lib/tsh/erp/bin", "/var/lib/tsh/erp/bin")]
    [InlineData("deploy@host:22", "deploy@host:22")]
    [InlineData("name=value", "name=value")]
    [InlineData("=value", "'=value'")]
    [InlineData("~deploy", "'~deploy'")]
    [InlineData("", "''")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("'", @"''\'''")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("`reboot`", "'`reboot`'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("a\nb", "'a\nb'")]
    [InlineData("plain\n", "'plain\n'")]
    [InlineData("*", "'*'")]
    [InlineData("{a,b}", "'{a,b}'")]
    [InlineData("#comment", "'#comment'")]
    [InlineData("é", "'é'")]
    public void A_word_is_quoted_unless_it_is_plainly_safe(string word, string quoted) =>
        ShellCommand.Quote(word).ShouldBe(quoted);

    [Fact]
    public void A_word_with_a_nul_is_refused() =>
        Should.Throw<ArgumentException>(() => ShellCommand.Quote("a\0b"));

    [Fact]
    public void Nothing_a_shell_could_act_on_ever_stands_outside_the_quotes() =>
        Prop.ForAll(
                Words,
                word => Unquoted().IsMatch(QuotedPart().Replace(ShellCommand.Quote(word), ""))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_the_quotes_as_the_standard_says_gives_the_word_again() =>
        Prop.ForAll(Words, word => PosixWords(ShellCommand.Quote(word)).SequenceEqual([word]))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Words_stay_apart_in_a_command() =>
        Prop.ForAll(
                Words,
                Words,
                (one, other) =>
                    PosixWords(ShellCommand.Of(one, other).Line).SequenceEqual([one, other])
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Root_s_commands_never_ask_for_a_password() =>
        ShellCommand
            .Of("/usr/bin/systemctl", "stop", "erp green.service")
            .AsRoot()
            .ToString()
            .ShouldBe("sudo -n /usr/bin/systemctl stop 'erp green.service'");

    /// <summary>XCU 2.2: single quotes keep all up to the next one, a backslash keeps one character.</summary>
    private static List<string> PosixWords(string line)
    {
        List<string> words = [];
        string? word = null;
        for (var at = 0; at < line.Length; at++)
            switch (line[at])
            {
                case '\'':
                    var end = line.IndexOf('\'', at + 1);
                    word += line[(at + 1)..end];
                    at = end;
                    break;
                case '\\':
                    word += line[++at];
                    break;
                case ' ':
                    if (word is not null)
                        words.Add(word);
                    word = null;
                    break;
                default:
                    word += line[at];
                    break;
            }

        if (word is not null)
            words.Add(word);
        return words;
    }

    [GeneratedRegex(@"'[^']*'|\\'")]
    private static partial Regex QuotedPart();

    [GeneratedRegex(@"\A(?![=~])[A-Za-z0-9_./:@%+,=-]*\z")]
    private static partial Regex Unquoted();
}
