using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

public class OperationReaderTests
{
    [Fact]
    public void Names_of_operations_in_texts_and_comments_are_no_operations() =>
        Names("# op.drop_table('a')\nx = \"op.drop_table('a')\"\n'''\nop.drop_table('a')\n'''")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("from alembic import op as alembic_op", "alembic_op.drop_table('t')")]
    [InlineData("import alembic", "alembic.op.drop_table('t')")]
    [InlineData("import alembic.op as o", "o.drop_table('t')")]
    [InlineData("from alembic.op import drop_table", "drop_table('t')")]
    [InlineData("from alembic import (\n    context,\n    op as o,\n)", "o.drop_table('t')")]
    [InlineData("T = 't'", "op.drop_table(T)")]
    [InlineData("", "op.drop_table(\n  table_name = 't' )")]
    [InlineData("", "if True: op.drop_table('t')")]
    [InlineData("", "x = op.drop_table('t')")]
    [InlineData("", "op.execute('drop table if exists public.t -- gone')")]
    [InlineData("", "op.execute(sa.text('DROP TABLE \"t\";'))")]
    [InlineData("", "conn = op.get_bind()\nconn.execute(sa.text('DROP TABLE t'))")]
    [InlineData("", "op.get_bind().execute(sa.text('DROP TABLE t'))")]
    [InlineData("", "\n  # a comment at a margin of its own\n\t\nop.drop_table('t')")]
    [InlineData("", "for name in ('t',): op.drop_table(name)")]
    public void However_it_is_called_it_is_the_same(string before, string upgrade) =>
        Files
            .Of(upgrade, before: before)
            .Upgrade.Operations.ShouldHaveSingleItem()
            .Effects.ShouldBe([new Effect.DropTable("t")]);

    [Fact]
    public void A_batch_knows_its_table() =>
        Effects(
                """
                with op.batch_alter_table("orders", schema=None) as batch_op, op.batch_alter_table("items", schema="s") as other:
                    batch_op.add_column(sa.Column("note", sa.Text()))
                    batch_op.alter_column("code", existing_type=sa.String(length=20), type_=sa.String(40))
                    batch_op.create_index(batch_op.f("ix"), ["note"], unique=True)
                    other.drop_column("x")
                """
            )
            .Select(effect => effect.GetType().Name + " " + Table(effect))
            .ShouldBe([
                "AddColumn orders",
                "AlterType orders",
                "CreateIndex orders",
                "DropColumn s.items",
            ]);

    [Theory]
    [InlineData("if x: pass\nelse: op.drop_table('t')")]
    [InlineData("try:\n    pass\nexcept Exception:\n    op.drop_table('t')")]
    [InlineData("for x in things():\n    op.drop_table('t')")]
    [InlineData("while x:\n    op.drop_table('t')")]
    [InlineData("match x:\n    case 1:\n        op.drop_table('t')")]
    public void What_stands_under_a_condition_may_run(string upgrade) =>
        Files.Of(upgrade).Upgrade.Operations[^1].May.ShouldBeTrue();

    [Theory]
    [InlineData("helper()")]
    [InlineData("helper(op.get_bind())")]
    [InlineData("session = Session(bind=op.get_bind())")]
    [InlineData("session.commit()")]
    [InlineData("op.create_view('v')")]
    [InlineData("op.execute(statement())")]
    [InlineData("op.execute(f'DROP TABLE {t}')")]
    [InlineData("op.execute('DO $$ BEGIN DROP TABLE t; END $$')")]
    [InlineData("op.add_column('t', make())")]
    [InlineData("op.add_column(*args)")]
    [InlineData("things[0]()")]
    [InlineData("op.execute(op)")]
    [InlineData("execute('x')")]
    [InlineData("op.run_async(work)")]
    [InlineData("raise ValueError('no')")]
    public void What_only_Python_knows_is_unknown_with_its_line(string upgrade)
    {
        var operation = Files.Of("\n" + upgrade).Upgrade.Operations.ShouldHaveSingleItem();

        operation.Effects.ShouldAllBe(effect => effect is Effect.Unknown);
        operation.Line.ShouldBe(12);
    }

    [Theory]
    [InlineData("inspector = sa.inspect(op.get_bind())\nnames = inspector.get_table_names()")]
    [InlineData("print('hello', len('x'))")]
    [InlineData("bind = op.get_bind()")]
    [InlineData("t = sa.table('t', sa.column('id', sa.Integer))")]
    [InlineData("def helper():\n    op.drop_table('t')")]
    [InlineData("return")]
    public void What_only_looks_is_no_operation(string upgrade) => Names(upgrade).ShouldBeEmpty();

    [Theory]
    [InlineData("sa.Enum('a', 'b', name='state').create(op.get_bind(), checkfirst=True)")]
    [InlineData("state = sa.Enum('a', 'b', name='state')\nstate.create(op.get_bind())")]
    public void A_type_made_by_hand_is_known(string upgrade) =>
        Effects(upgrade).ShouldBe([new Effect.CreateOther("type", "state")]);

    private static IEnumerable<string> Names(string upgrade) =>
        Files.Of(upgrade).Upgrade.Operations.Select(operation => operation.Name);

    private static IEnumerable<Effect> Effects(string upgrade) =>
        Files.Of(upgrade).Upgrade.Operations.SelectMany(operation => operation.Effects);

    private static string? Table(Effect effect) =>
        effect switch
        {
            Effect.AddColumn add => add.Table,
            Effect.AlterType alter => alter.Table,
            Effect.CreateIndex index => index.Table,
            Effect.DropColumn drop => drop.Table,
            _ => null,
        };
}
