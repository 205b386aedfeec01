using System.Text.RegularExpressions;
using TshActions.Core.Reports;
using TshActions.Processes;

namespace TshActions.Tests.Verbs;

/// <summary>`overlap.connections`, which the host can look at where it knows the database's address.</summary>
public sealed partial class CountedConnectionsTests : IAsyncDisposable
{
    private const string Settled = "address ROOT TOKEN 20251115T120000Z-2025.11.15";

    private readonly StandInApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_next_deployment_can_count_them_without_migrations_too()
    {
        _app.ChangeManifest(WithoutMigrations);

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Passed, _app.Said);
        _app.Commands.ShouldContain(Settled);
    }

    [Fact]
    public async Task Where_nobody_asks_the_database_its_address_stays_where_it_is()
    {
        _app.ChangeManifest(text => WithoutMigrations(text).Replace(", connections: 20", ""));

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Passed, _app.Said);
        _app.Commands.ShouldNotContain("address ");
    }

    [Fact]
    public async Task A_live_deployment_from_before_they_were_counted_gets_its_address_now()
    {
        var known = false;
        _app.ChangeManifest(WithoutMigrations);
        _app.Host.Answer(" room ", () => new ProcessResult(0, Room(known), ""));
        _app.Host.Answer(
            " address ROOT TOKEN d",
            () =>
            {
                known = true;
                return new ProcessResult(0, "", "");
            }
        );

        var ending = await _app.DeployAsync();

        ending.Code.ShouldBe(ExitCode.Passed, _app.Said);
        _app.Commands.ShouldContain(
            "room ROOT\ncat deployments/d/app.env\naddress ROOT TOKEN d\nroom ROOT\n"
        );
    }

    [Fact]
    public async Task A_plan_writes_no_address()
    {
        _app.Host.Answer(" room ", Room(known: false));

        var ending = await _app.DeployAsync(default, ("plan-only", "true"));

        ending.Code.ShouldBe(ExitCode.VerdictFail);
        _app.Commands.ShouldNotContain("address ");
    }

    private static string Room(bool known) =>
        "memory.available 8000000000\nlive.memory 200000000\ndisk.root 90000000000\ninodes.root 9000000\n"
        + (
            known
                ? "database.max 100\ndatabase.reserved 3\ndatabase.now 20\ndatabase.idle 0\n"
                : "database unknown no deployment on the host says how to ask it\n"
        );

    private static string WithoutMigrations(string manifest) => Migrations().Replace(manifest, "");

    [GeneratedRegex(@"^(migrations:\n(  .*\n)+|backup:.*\n)", RegexOptions.Multiline)]
    private static partial Regex Migrations();
}
