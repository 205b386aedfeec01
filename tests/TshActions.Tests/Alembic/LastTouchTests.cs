using TshActions.Core.Alembic;
using TshActions.Core.Schemas;

namespace TshActions.Tests.Alembic;

public sealed class LastTouchTests
{
    private static readonly RevisionGraph Graph = RevisionGraph.Of([
        Read(
            "0001",
            null,
            """
            op.create_table("orders", sa.Column("id", sa.Integer))
                op.add_column("orders", sa.Column("state", sa.Text))
            """
        ),
        Read("0002", "0001", """op.add_column("orders", sa.Column("note", sa.Text))"""),
    ]);

    [Theory]
    [InlineData("column", "orders", "state", "versions/0001.py", 7)]
    [InlineData("column", "orders", "note", "versions/0002.py", 6)]
    [InlineData("index", "orders", "by_state", "versions/0002.py", 6)]
    public void It_is_the_last_that_names_the_column_else_the_table(
        string kind,
        string name,
        string part,
        string path,
        int line
    ) => LastTouch.Of(Graph, new(kind, "public", name, part)).ShouldBe(new(path, line));

    [Fact]
    public void What_no_file_speaks_of_has_none() =>
        LastTouch.Of(Graph, new("table", "public", "customers")).ShouldBeNull();

    private static Revision Read(string id, string? down, string body) =>
        RevisionFile
            .Read(
                $"versions/{id}.py",
                $"""
                import sqlalchemy as sa
                from alembic import op
                revision = "{id}"
                down_revision = {(down is null ? "None" : $"\"{down}\"")}
                def upgrade():
                    {body}
                def downgrade():
                    pass
                """
            )
            .Revision!;
}
