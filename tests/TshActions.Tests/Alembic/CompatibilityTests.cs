using TshActions.Core.Alembic;
using TshActions.Core.Journal;

namespace TshActions.Tests.Alembic;

public class CompatibilityTests
{
    [Theory]
    [InlineData("pass")]
    [InlineData("op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))")]
    [InlineData("op.add_column('t', sa.Column('a', sa.Text()))")]
    [InlineData("op.add_column('t', sa.Column('a', sa.Text(), nullable=False, server_default=''))")]
    [InlineData(
        "op.add_column('t', sa.Column('a', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False))"
    )]
    [InlineData(
        "op.add_column('t', sa.Column('a', sa.Boolean(), server_default=sa.false(), nullable=False))"
    )]
    [InlineData("op.alter_column('t', 'a', nullable=True)")]
    [InlineData("op.alter_column('t', 'a', existing_type=sa.String(20), type_=sa.Text())")]
    [InlineData(
        "op.alter_column('t', 'a', existing_type=sa.VARCHAR(length=20), type_=sa.String(length=21))"
    )]
    [InlineData("op.alter_column('t', 'a', server_default='x')")]
    [InlineData("op.alter_column('t', 'a', comment='x')")]
    [InlineData("op.create_index('ix', 't', ['a'])")]
    [InlineData("op.drop_index('ix', table_name='t')")]
    [InlineData("op.drop_constraint('c', 't', type_='check')")]
    [InlineData("op.execute('ALTER TYPE state ADD VALUE IF NOT EXISTS $$x$$')")]
    [InlineData("op.execute(\"ALTER TYPE state ADD VALUE 'x'\")")]
    [InlineData(
        "op.execute('alter table t add column a numeric(10, 2), add b int not null default 0')"
    )]
    [InlineData("op.execute('CREATE UNIQUE INDEX ix ON fresh (a)')", "op.create_table('fresh')")]
    [InlineData(
        "op.execute('CREATE SEQUENCE s; COMMENT ON TABLE t IS $$a;b$$; GRANT SELECT ON t TO r')"
    )]
    [InlineData("op.execute(\"INSERT INTO t VALUES (1, 'DROP TABLE t; --')\")")]
    [InlineData("op.create_unique_constraint('u', 't', ['a'])", "op.create_table('t')")]
    [InlineData(
        "op.create_unique_constraint('u', 't', ['a'])",
        "op.add_column('t', sa.Column('a', sa.Text()))"
    )]
    [InlineData(
        "op.create_foreign_key('f', 't', 'u', ['a'], ['id'])",
        "op.add_column('t', sa.Column('a', sa.Integer))"
    )]
    [InlineData(
        "op.execute('UPDATE t SET a = 1, b = lower(x) WHERE id > 0')",
        "op.add_column('t', sa.Column('a', sa.Integer))\nop.add_column('t', sa.Column('b', sa.Text))"
    )]
    [InlineData(
        "op.alter_column('t', 'a', nullable=False)",
        "op.add_column('t', sa.Column('a', sa.Integer, server_default='0'))"
    )]
    [InlineData("op.drop_table('t')", "op.create_table('t')")]
    [InlineData("if x: op.add_column('t', sa.Column('a', sa.Text()))")]
    public void The_old_release_goes_on(string upgrade, string before = "pass") =>
        Judge(upgrade, before).Answer.ShouldBe(BackwardCompatible.Yes);

    [Theory]
    [InlineData("op.drop_table('t')")]
    [InlineData("op.drop_table(name)")]
    [InlineData("op.rename_table('t', 'u')")]
    [InlineData("op.drop_column('t', 'a')")]
    [InlineData("op.alter_column('t', 'a', new_column_name='b')")]
    [InlineData("op.add_column('t', sa.Column('a', sa.Text(), nullable=False))")]
    [InlineData(
        "op.add_column('t', sa.Column('a', sa.Text(), nullable=False, server_default=None))"
    )]
    [InlineData("op.alter_column('t', 'a', existing_type=sa.Integer(), type_=sa.Text())")]
    [InlineData("op.alter_column('t', 'a', existing_type=sa.Integer(), type_=sa.BigInteger())")]
    [InlineData("op.alter_column('t', 'a', existing_type=sa.String(21), type_=sa.String(20))")]
    [InlineData("op.alter_column('t', 'a', existing_type=sa.Text(), type_=sa.String(20))")]
    [InlineData("op.alter_column('t', 'a', nullable=False)")]
    [InlineData("op.create_unique_constraint('u', 't', ['a'])")]
    [InlineData("op.create_check_constraint('c', 't', 'a > 0')")]
    [InlineData("op.create_foreign_key('f', 't', 'u', ['a'], ['id'], postgresql_not_valid=True)")]
    [InlineData("op.create_index('ix', 't', ['a'], unique=True)")]
    [InlineData(
        "op.execute('ALTER TABLE ONLY public.t ADD CONSTRAINT c CHECK (a IN (1, 2)) NOT VALID')"
    )]
    [InlineData("op.execute('ALTER TABLE t RENAME a TO b')")]
    [InlineData("op.execute('SELECT 1; DROP VIEW v')")]
    [InlineData("if x: op.drop_column('t', 'a')")]
    [InlineData(
        "op.alter_column('t', 'a', server_default=None)",
        "op.add_column('t', sa.Column('a', sa.Text(), nullable=False, server_default=''))"
    )]
    [InlineData(
        "op.alter_column('t', 'a', nullable=False)",
        "op.add_column('t', sa.Column('a', sa.Text()))"
    )]
    [InlineData("op.create_unique_constraint('u', 't', ['a'])", "if x: op.create_table('t')")]
    public void The_old_release_breaks(string upgrade, string before = "pass") =>
        Judge(upgrade, before).Answer.ShouldBe(BackwardCompatible.No);

    [Theory]
    [InlineData("helper()")]
    [InlineData("op.execute('DO $$ BEGIN END $$')")]
    [InlineData(
        "op.execute('CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql')"
    )]
    [InlineData("op.execute('UPDATE t SET a = 1')")]
    [InlineData("op.execute('DELETE FROM t')")]
    [InlineData("op.execute('ALTER TABLE t ENABLE ROW LEVEL SECURITY')")]
    [InlineData("op.execute('ALTER TABLE t ALTER a TYPE text')")]
    [InlineData("op.add_column('t', sa.Column('a', sa.Text(), nullable=EMPTY))")]
    [InlineData(
        "op.add_column('t', sa.Column('a', sa.Text(), nullable=False, server_default=default()))"
    )]
    [InlineData("op.add_column('t', column)")]
    [InlineData("op.alter_column('t', 'a', server_default=None)")]
    [InlineData("raise NotImplementedError")]
    public void Nobody_can_say_without_asking(string upgrade) =>
        Judge(upgrade, "pass").Answer.ShouldBe(BackwardCompatible.Unknown);

    [Fact]
    public void What_decided_is_told_with_file_and_line()
    {
        var decided = Compatibility
            .Of([
                Files.Of("helper()"),
                Files.Of("op.create_table('u')\nop.drop_column('t', 'a')", id: "b", down: "'a'"),
            ])
            .Decided!;

        decided.Text.ShouldBe(
            "versions/b.py:12: op.drop_column('t', 'a'): the old release may still use t.a"
        );
        decided.Revision.ShouldBe("b");
    }

    [Fact]
    public void A_declaration_counts_more_than_the_text_and_is_told_as_one()
    {
        var declared = Files.Of(
            "op.drop_column('t', 'a')",
            before: "# tsh: backward-compatible: nothing has read t.a since 1.4"
        );
        var against = Files.Of(
            "op.create_table('u')",
            before: "# tsh: not-backward-compatible (the old release scans all tables)",
            id: "b",
            down: "'a'"
        );

        var yes = Compatibility.Of([declared]);
        yes.Answer.ShouldBe(BackwardCompatible.Yes);
        yes.Decided!.Text.ShouldBe("versions/a.py:5: declared: nothing has read t.a since 1.4");
        Compatibility.Of([declared, against]).Answer.ShouldBe(BackwardCompatible.No);
        Compatibility
            .Of([declared, Files.Of("op.drop_table('x')", id: "b")])
            .Answer.ShouldBe(BackwardCompatible.No);
    }

    [Fact]
    public void Nothing_pending_breaks_nothing() =>
        Compatibility.Of([]).Answer.ShouldBe(BackwardCompatible.Yes);

    private static Compatibility Judge(string upgrade, string before) =>
        Compatibility.Of([Files.Of(before), Files.Of(upgrade, id: "b", down: "'a'")]);
}
