using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

public class GraphTextTests
{
    private static readonly RevisionGraph Graph = RevisionGraph.Of([
        Files.Of("op.create_table('orders')", "op.drop_table('orders')", "0001"),
        Files.Of(
            "op.add_column('orders', sa.Column('note', sa.Text()))",
            "op.drop_column('orders', 'note')",
            "0002",
            "'0001'"
        ),
        Files.Of(
            "op.create_index('ix', 'orders', ['note'])",
            "op.drop_index('ix')",
            "0003",
            "'0002'"
        ),
        Files.Of("fill()", "pass", "0004", "'0003'"),
        Files.Of(
            "op.drop_column('orders', 'memo')",
            "op.add_column('orders', sa.Column('memo', sa.Text()))",
            "0005",
            "'0004'"
        ),
        Files.Of(
            "op.drop_column('orders', 'old')",
            "raise NotImplementedError",
            "0006",
            "'0005'",
            "# tsh: backward-compatible: nothing has read it since 1.4"
        ),
    ]);

    [Fact]
    public void A_person_sees_what_is_where_and_what_it_would_do() =>
        Approved.Check(Text(Graph, Standing.Of(Graph, ["0001"]), Standing.Of(Graph, ["0003"])));

    [Fact]
    public void A_database_ahead_of_the_code_is_told_first() =>
        Approved.Check(Text(Graph, Standing.Of(Graph, ["0007"]), Standing.Of(Graph, ["0006"])));

    [Fact]
    public void What_is_wrong_with_the_files_is_told_first()
    {
        var graph = RevisionGraph.Of([
            Files.Bare("0001"),
            Files.Bare("0003", "0001"),
            Files.Bare("0004", "0002"),
        ]);

        Approved.Check(Text(graph, null, null));
    }

    private static string Text(RevisionGraph graph, Standing? production, Standing? staging) =>
        string.Join('\n', GraphText.Lines(graph, production, staging));
}
