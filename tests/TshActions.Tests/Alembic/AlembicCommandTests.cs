using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

public sealed class AlembicCommandTests
{
    [Theory]
    [InlineData("alembic upgrade head", "alembic")]
    [InlineData("alembic upgrade heads ", "alembic")]
    [InlineData(
        "poetry run alembic -c db/alembic.ini upgrade 'head'",
        "poetry run alembic -c db/alembic.ini"
    )]
    [InlineData(
        "cd backend && python3 -m alembic -x tenant=one upgrade head",
        "cd backend && python3 -m alembic -x tenant=one"
    )]
    public void How_a_team_calls_Alembic_is_known_from_its_command(
        string command,
        string beginning
    ) => AlembicCommand.Of(command).ShouldNotBeNull().Beginning.ShouldBe(beginning);

    [Theory]
    [InlineData("alembic upgrade +1")]
    [InlineData("alembic upgrade head && python3 seed.py")]
    [InlineData("alembic upgrade head; true")]
    [InlineData("alembic upgrade head > log")]
    [InlineData("alembic stamp head")]
    [InlineData("rm -rf old; alembic upgrade head")]
    [InlineData("./migrate.sh")]
    [InlineData("")]
    public void What_does_more_or_something_else_is_not_run(string command) =>
        AlembicCommand.Of(command).ShouldBeNull();

    [Fact]
    public void A_revision_of_a_foreign_database_is_one_word()
    {
        var alembic = AlembicCommand.Of("alembic upgrade head").ShouldNotBeNull();

        alembic.UpgradeTo("0001").ShouldBe("alembic upgrade 0001");
        alembic.DowngradeTo("x; reboot").ShouldBe("alembic downgrade 'x; reboot'");
    }
}
