namespace TshActions.RigTests.Drift;

/// <summary>Revision files beside the databases that they made: what is pending, and what Alembic would say.</summary>
public sealed class RevisionsTests : IAsyncLifetime
{
    private readonly TwoDatabases _two = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _two.InitializeAsync();
        await AddAsync("0001", "None", "op.create_table('products', sa.Column('id', sa.Integer))");
        await AddAsync("0002", "'0001'", "op.create_index('orders_once', 'orders', ['status'])");
    }

    public ValueTask DisposeAsync() => _two.DisposeAsync();

    [Fact]
    public async Task Nothing_pending_fits_the_release_before()
    {
        var seen = await _two.CheckAsync();

        seen.ExitCode.ShouldBe(0, seen.Log);
        seen.Outputs["backward-compatible"].ShouldBe("yes");
    }

    [Theory]
    [InlineData("op.add_column('orders', sa.Column('note', sa.Text()))", "yes")]
    [InlineData("op.drop_column('orders', 'status')", "no")]
    [InlineData("op.execute(text_of_another_module)", "unknown")]
    public async Task What_is_pending_decides_with_its_operation_and_line(
        string upgrade,
        string answer
    )
    {
        await AddAsync("0003", "'0002'", upgrade);

        var seen = await _two.CheckAsync();

        seen.ExitCode.ShouldBe(0, seen.Log);
        seen.Outputs["backward-compatible"].ShouldBe(answer);
        if (answer is not "yes")
            seen.Log.ShouldContain($"backward-compatible: {answer} — alembic/versions/0003.py:10");
    }

    [Fact]
    public async Task Two_heads_fail_since_Alembic_would_stop()
    {
        await AddAsync("0003", "'0002'", "pass");
        await AddAsync("0004", "'0002'", "pass");

        var seen = await _two.CheckAsync();

        seen.ExitCode.ShouldBe(1, seen.Log);
        seen.Log.ShouldContain("Alembic would stop");
        seen.Outputs["backward-compatible"].ShouldBe("unknown");
    }

    [Fact]
    public async Task A_stamp_that_no_file_holds_is_ahead_of_the_code()
    {
        await _two.AskAsync("production", "UPDATE alembic_version SET version_num = '0009'");

        var seen = await _two.CheckAsync();

        seen.ExitCode.ShouldBe(1, seen.Log);
        seen.Log.ShouldContain("0009");
        seen.Log.ShouldContain("production");
        seen.Outputs["backward-compatible"].ShouldBe("unknown");
    }

    private Task AddAsync(string id, string down, string upgrade) =>
        File.WriteAllTextAsync(
            Path.Combine(
                Directory
                    .CreateDirectory(Path.Combine(_two.Workspace, "alembic/versions"))
                    .FullName,
                $"{id}.py"
            ),
            $"""
            import sqlalchemy as sa
            from alembic import op

            revision = "{id}"
            down_revision = {down}


            def upgrade():
                # the operation
                {upgrade}


            def downgrade():
                pass
            """,
            Cancel
        );
}
