using TshActions.Core.Alembic;
using TshActions.Core.Journal;

namespace TshActions.Tests.Alembic;

public class RevisionFileTests
{
    private const string Usual = """"
        """Add a note to orders.

        Revision ID: ae10
        Revises: 1975ea83b712
        Create Date: 2026-11-08

        """
        from typing import Sequence, Union

        from alembic import op
        import sqlalchemy as sa


        # revision identifiers, used by Alembic.
        revision: str = 'ae10'
        down_revision: Union[str, Sequence[str], None] = '1975ea83b712'
        branch_labels: Union[str, Sequence[str], None] = None
        depends_on: Union[str, Sequence[str], None] = ('b1', "b2",)


        def upgrade() -> None:
            op.add_column('orders', sa.Column('note', sa.Text(), nullable=True))


        def downgrade() -> None:
            op.drop_column('orders', 'note')
        """";

    [Fact]
    public void A_file_as_Alembic_writes_it_is_read_whole()
    {
        var revision = Files.Read(Usual);

        revision.Id.ShouldBe("ae10");
        revision.Down.ShouldBe(["1975ea83b712"]);
        revision.DependsOn.ShouldBe(["b1", "b2"]);
        revision.BranchLabels.ShouldBeEmpty();
        revision.Message.ShouldBe("Add a note to orders.");
        revision.Lines.ShouldBe(new RevisionLines(15, 16, 18, 17, 1));
        var operation = revision.Upgrade.Operations.ShouldHaveSingleItem();
        (operation.Name, operation.Line, operation.May).ShouldBe(("add_column", 22, false));
        operation.Source.ShouldBe(
            "op.add_column('orders', sa.Column('note', sa.Text(), nullable=True))"
        );
        operation.Effects.ShouldBe([
            new Effect.AddColumn(
                "orders",
                new("note", new SqlType("text"), Nullable: true, ColumnDefault.None)
            ),
        ]);
    }

    [Fact]
    public void Line_ends_of_Windows_and_a_byte_order_mark_change_nothing()
    {
        var other = Files.Read("\uFEFF" + Usual.Replace("\n", "\r\n"));

        other.Lines.ShouldBe(Files.Read(Usual).Lines);
        other
            .Upgrade.Operations[0]
            .Effects.ShouldBe(Files.Read(Usual).Upgrade.Operations[0].Effects);
    }

    [Theory]
    [InlineData("None", "")]
    [InlineData("'x'", "x")]
    [InlineData("('x', 'y')", "x y")]
    [InlineData("['x', 'y']", "x y")]
    [InlineData("('x',\n  # a comment\n  'y',\n)", "x y")]
    [InlineData("'x' 'y'", "xy")]
    [InlineData("()", "")]
    [InlineData("'x'; other = 1", "x")]
    [InlineData("\\\n  'x'", "x")]
    public void What_comes_before_it_is_read_however_it_is_written(string down, string expected) =>
        string.Join(' ', Files.Of("pass", down: down).Down).ShouldBe(expected);

    [Theory]
    [InlineData("PARENT", "only Python knows the revisions before this one: `PARENT`")]
    [InlineData("parent()", "only Python knows the revisions before this one: `parent()`")]
    [InlineData("f'{x}'", "only Python knows the revisions before this one: ")]
    [InlineData("('x', other)", "only Python knows the revisions before this one: `('x', other)`")]
    public void What_is_not_literal_is_unknown_and_told_with_its_place(string down, string what)
    {
        var read = RevisionFile.Read("a.py", Files.Text("a", down, "pass"));

        read.Revision!.DownKnown.ShouldBeFalse();
        read.Problems.ShouldHaveSingleItem().Text.ShouldStartWith($"a.py:7:17: {what}");
    }

    [Fact]
    public void What_is_missing_is_told_all_at_once() =>
        Approved.Check(
            string.Join(
                '\n',
                new[]
                {
                    RevisionFile.Read("none.py", "x = 1\n"),
                    RevisionFile.Read("computed.py", "revision = make()\n"),
                    RevisionFile.Read("sign.py", "revision = 'a-b'\ndown_revision = None\n"),
                    RevisionFile.Read(
                        "broken.py",
                        "revision = 'a'\ndown_revision = ('b',\n\ndef upgrade():\n    pass\n"
                    ),
                    RevisionFile.Read(
                        "word.py",
                        "# tsh: backwards-compatible: x\n# tsh: backward-compatible\nrevision = 'a'\ndown_revision = None\ndef upgrade(): pass\n"
                    ),
                    RevisionFile.Read(
                        "both.py",
                        "# tsh: backward-compatible: x\n# tsh: not-backward-compatible: y\nrevision = 'a'\ndown_revision = None\ndef upgrade(): pass\n"
                    ),
                }.SelectMany(read => read.Problems.Select(problem => problem.Text))
            )
        );

    [Fact]
    public void The_oldest_files_are_named_after_their_revision() =>
        RevisionFile
            .Read("versions/ae1027a6.py", "down_revision = None\ndef upgrade(): pass\n")
            .Revision!.Id.ShouldBe("ae1027a6");

    [Theory]
    [InlineData("versions/a.py", true)]
    [InlineData("versions/__init__.py", false)]
    [InlineData("versions/.#a.py", false)]
    [InlineData("versions/README", false)]
    public void Alembic_looks_into_these(string path, bool looks) =>
        RevisionFile.IsOne(path).ShouldBe(looks);

    [Fact]
    public void Bytes_that_were_no_text_end_nothing() =>
        Files
            .Read(Usual.Replace("a note", "a n\uFFFDte"))
            .Message.ShouldBe("Add a n\uFFFDte to orders.");

    [Fact]
    public void A_very_large_file_is_read_whole()
    {
        var rows = string.Join(
            ",\n",
            Enumerable
                .Range(0, 20_000)
                .Select(at => $"    {{\"id\": {at}, \"name\": \"op.drop_table('x')\"}}")
        );

        Files
            .Of($"op.bulk_insert(t, [\n{rows}\n])\nop.drop_table('y')")
            .Upgrade.Operations.Select(operation => operation.Name)
            .ShouldBe(["bulk_insert", "drop_table"]);
    }

    /// <summary>Each of these once ended the reading, or never did.</summary>
    [Theory]
    [InlineData("x = sa.text(x)\nop.execute(x)")]
    [InlineData("import import")]
    [InlineData("op.add_column('t', sa.Column())")]
    [InlineData("op.add_column('t', (1, sa.Column(")]
    [InlineData("op.execute('ALTER TABLE')\nop.execute('UPDATE')\nop.execute(';')")]
    public void Nonsense_is_read_to_its_end(string upgrade) =>
        RevisionFile.Read("a.py", Files.Text("a", "None", upgrade)).Revision.ShouldNotBeNull();

    [Fact]
    public void The_sample_application_only_expands()
    {
        var revisions = new[] { "0001_wholesale.py", "0002_order_note.py" }
            .Select(file => $"rig/erp/migrations/versions/{file}")
            .Select(path => Files.Read(Repository.Read(path), path))
            .ToList();

        var graph = RevisionGraph.Of(revisions);
        graph.Problems.ShouldBeEmpty();
        graph.Heads.ShouldBe(["0002"]);
        Compatibility.Of([revisions[1]]).Answer.ShouldBe(BackwardCompatible.Yes);
        Reversibility.Of(revisions[1]).Answer.ShouldBe(Reversible.Yes);
        // Its rows are made by SQLAlchemy, which only Python knows.
        Compatibility.Of(revisions).Decided!.Line.ShouldBe(77);
    }
}
