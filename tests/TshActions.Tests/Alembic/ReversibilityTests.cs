using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

public class ReversibilityTests
{
    [Theory]
    [InlineData("op.add_column('t', sa.Column('a', sa.Text()))", "op.drop_column('t', 'a')")]
    [InlineData("op.create_table('t')", "op.drop_table('t')")]
    [InlineData(
        "op.create_table('t')\nop.create_table('u')",
        "for name in ('u', 't'):\n    op.drop_table(name)"
    )]
    [InlineData("op.create_index('ix', 't', ['a'])", "op.drop_index('ix')")]
    [InlineData("pass", "pass")]
    [InlineData(
        "op.alter_column('t', 'a', existing_type=sa.String(2), type_=sa.String(3))",
        "op.alter_column('t', 'a', type_=sa.String(2))"
    )]
    [InlineData(
        "op.add_column('t', sa.Column('a', sa.Text()))\nop.execute('UPDATE t SET a = 1')",
        "op.drop_column('t', 'a')"
    )]
    public void Yes(string upgrade, string downgrade) =>
        Reversibility.Of(Files.Of(upgrade, downgrade)).Answer.ShouldBe(Reversible.Yes);

    [Theory]
    [InlineData("op.drop_table('t')", "op.create_table('t')", 11)]
    [InlineData(
        "op.create_index('ix', 't', ['a'])\nop.drop_column('t', 'a')",
        "op.add_column('t', sa.Column('a', sa.Text()))",
        12
    )]
    [InlineData(
        "op.alter_column('t', 'a', existing_type=sa.Text(), type_=sa.String(3))",
        "op.alter_column('t', 'a', type_=sa.Text())",
        11
    )]
    [InlineData("op.execute('UPDATE t SET a = 1')", "op.drop_index('x')", 11)]
    [InlineData("op.execute('DELETE FROM t')", "op.drop_index('x')", 11)]
    [InlineData("op.create_table('t')", "pass", 14)]
    [InlineData("op.create_table('t')", "'''Cannot.'''\nraise NotImplementedError", 14)]
    [InlineData("op.create_table('t')\nop.create_table('u')", "op.drop_table('t')", 12)]
    [InlineData("op.add_column('t', sa.Column('a', sa.Text()))", "op.drop_column('t', 'b')", 11)]
    [InlineData("op.execute(\"ALTER TYPE s ADD VALUE 'x'\")", "op.drop_index('x')", 11)]
    public void No_with_the_line_that_says_it(string upgrade, string downgrade, int line)
    {
        var reversibility = Reversibility.Of(Files.Of(upgrade, downgrade));

        (reversibility.Answer, reversibility.Line).ShouldBe((Reversible.No, line));
    }

    [Theory]
    [InlineData("helper()", "op.drop_table('t')")]
    [InlineData("op.create_table('t')", "helper()")]
    [InlineData("op.create_index('ix', 't', ['a'])", "helper()")]
    [InlineData(
        "op.alter_column('t', 'a', type_=sa.String(3))",
        "op.alter_column('t', 'a', type_=sa.Text())"
    )]
    public void Unknown_where_only_Python_knows(string upgrade, string downgrade) =>
        Reversibility.Of(Files.Of(upgrade, downgrade)).Answer.ShouldBe(Reversible.Unknown);

    [Fact]
    public void Without_a_downgrade_nothing_goes_back() =>
        Reversibility
            .Of(
                Files.Read(
                    "revision = 'a'\ndown_revision = None\ndef upgrade():\n    op.create_table('t')\n"
                )
            )
            .ShouldBe(new(Reversible.No, "versions/a.py", 0, "downgrade", "there is none"));
}
