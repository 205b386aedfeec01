using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

public class HazardTests
{
    [Fact]
    public void Locks_that_a_service_feels_are_told_with_their_way_round()
    {
        var revision = Files.Of(
            """
            op.create_index("ix", "orders", ["note"])
            op.drop_index("ix", postgresql_concurrently=True)
            op.create_foreign_key("f", "orders", "customers", ["a"], ["id"])
            op.create_unique_constraint("u", "orders", ["a"])
            op.alter_column("orders", "a", nullable=False)
            op.alter_column("orders", "a", existing_type=sa.Integer(), type_=sa.BigInteger())
            op.add_column("orders", sa.Column("token", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))
            op.execute("UPDATE orders SET a = 1")
            op.execute("TRUNCATE orders")
            """
        );

        Approved.Check(string.Join('\n', Hazard.Of([revision]).Select(hazard => hazard.Text)));
    }

    [Theory]
    [InlineData("op.create_table('t')\nop.create_index('ix', 't', ['a'])")]
    [InlineData("op.create_table('t')\nop.create_unique_constraint('ix', 't', ['a'])")]
    [InlineData(
        "with op.get_context().autocommit_block():\n    op.create_index('ix', 't', ['a'], postgresql_concurrently=True)"
    )]
    [InlineData("op.create_foreign_key('f', 't', 'u', ['a'], ['id'], postgresql_not_valid=True)")]
    [InlineData("op.execute('ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX ix')")]
    [InlineData("op.execute('ALTER TABLE t VALIDATE CONSTRAINT c')")]
    [InlineData("op.add_column('t', sa.Column('a', sa.DateTime(), server_default=sa.func.now()))")]
    [InlineData("op.alter_column('t', 'a', existing_type=sa.String(20), type_=sa.Text())")]
    public void What_takes_no_time_is_no_hazard(string upgrade) =>
        Hazard.Of([Files.Of(upgrade)]).ShouldBeEmpty();
}
