using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Alembic;
using TshActions.Core.Alembic.Python;

namespace TshActions.Tests.Alembic;

public class TokenizerTests
{
    [Theory]
    [InlineData("'a'", "a")]
    [InlineData("\"a'b\"", "a'b")]
    [InlineData("'''a\n'b'\n'''", "a\n'b'\n")]
    [InlineData("r'a\\n'", "a\\n")]
    [InlineData("Rb''", "")]
    [InlineData("'a\\n\\t\\\\\\x41\\u00e9'", "a\n\t\\Aé")]
    [InlineData("'a\\\nb'", "ab")]
    [InlineData("f'{{a}}'", "{a}")]
    [InlineData("''", "")]
    [InlineData("\"\"\"\\\"\"\"\"", "\"")]
    public void A_string_is_what_it_says(string source, string value) =>
        Tokenizer.Read(source).All[0].Value.ShouldBe(value);

    [Theory]
    [InlineData("f'{x}'")]
    [InlineData("f'{x[\"a\"]}'")]
    [InlineData("f'{x['a']}'")]
    [InlineData("f'''{\n x }'''")]
    [InlineData("b'a'")]
    public void What_only_Python_can_tell_of_a_string_is_told_as_that(string source)
    {
        var tokens = Tokenizer.Read(source);

        tokens.Flaws.ShouldBeEmpty();
        tokens.All[0].Computed.ShouldBeTrue();
        tokens.All.Count(token => token.Kind is TokenKind.Text).ShouldBe(1);
    }

    [Theory]
    [InlineData("x = 'a", "a string is never closed", 1, 5)]
    [InlineData("x = '''a\n", "a string is never closed", 1, 5)]
    [InlineData("\nx = (1,\n", "`(` is never closed", 2, 5)]
    [InlineData("x = 1)\n", "`)` closes nothing", 1, 6)]
    [InlineData("x = (1]\n)", "`]` closes nothing", 1, 7)]
    [InlineData("if a:\n    b\n  c\n", "the indentation fits no block before it", 3, 3)]
    public void What_Python_refuses_is_told_with_its_place(
        string source,
        string what,
        int line,
        int column
    ) => Tokenizer.Read(source).Flaws.ShouldContain(new Flaw(what, line, column));

    [Fact]
    public void Line_ends_of_Windows_tabs_and_a_byte_order_mark_change_nothing()
    {
        const string Text = "if a:\n    b(1,\n  2)\n    c\nd\n";

        Words(Text.Replace("\n", "\r\n")).ShouldBe(Words(Text));
        Words("\uFEFF" + Text).ShouldBe(Words(Text));
        Words(Text.Replace("    ", "\t")).ShouldBe(Words(Text));

        static IEnumerable<(TokenKind, string, int)> Words(string text) =>
            Tokenizer.Read(text).All.Select(token => (token.Kind, token.Value, token.Line));
    }

    [Fact]
    public void A_sign_of_a_comment_in_a_string_is_no_comment() =>
        Tokenizer.Read("x = '# no'  # yes\n").Comments.ShouldBe([new Comment("# yes", 1, 13)]);

    [Fact]
    public void Any_text_is_read_to_its_end_and_never_throws() =>
        Prop.ForAll(
                ArbMap
                    .Default.ArbFor<string>()
                    .Generator.Where(text => text is not null)
                    .ToArbitrary(),
                text => RevisionFile.Read("a.py", text) is not null
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Texts of the words that have a meaning come nearer to what could break a parser than letters do.</summary>
    [Fact]
    public void Any_muddle_of_Python_is_read_to_its_end_and_never_throws()
    {
        string[] words =
        [
            "revision",
            "down_revision",
            "=",
            "'a'",
            "None",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            ".",
            "\n",
            "\n    ",
            "\n\t",
            "def upgrade():",
            "def downgrade():",
            "op.add_column",
            "op.execute",
            "with",
            "as",
            "for",
            "in",
            "if",
            "lambda",
            "import",
            "from",
            "raise",
            ";",
            "@",
            "*",
            "**",
            "f'{",
            "'''",
            "\"",
            "\\",
            "\\\n",
            "#",
            "sa.Column",
            "+",
            "'ALTER TABLE t ADD'",
            "'DROP TABLE'",
            "'UPDATE t SET'",
            "op.batch_alter_table",
            "async",
            "match",
            "case",
            "-> x:",
            " ",
        ];
        Prop.ForAll(
                Gen.ListOf(Gen.Elements(words)).ToArbitrary(),
                muddle =>
                {
                    var head = "revision = 'a'\ndown_revision = None\ndef upgrade():\n    ";
                    var read = RevisionFile.Read("a.py", head + string.Join(' ', muddle));
                    if (read.Revision is not { } revision)
                        return;
                    Compatibility.Of([revision]).ShouldNotBeNull();
                    Reversibility.Of(revision).ShouldNotBeNull();
                    Hazard.Of([revision]).ShouldNotBeNull();
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Brackets_of_any_depth_end_no_program() =>
        RevisionFile
            .Read(
                "a.py",
                $"revision = 'a'\ndown_revision = None\ndef upgrade():\n    x = {new string('(', 100_000)}"
            )
            .Problems.ShouldNotBeEmpty();
}
