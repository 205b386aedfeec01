using System.Text.RegularExpressions;
using TshActions.Core.Reports;

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

    private static string WithoutMigrations(string manifest) => Migrations().Replace(manifest, "");

    [GeneratedRegex(@"^(migrations:\n(  .*\n)+|backup:.*\n)", RegexOptions.Multiline)]
    private static partial Regex Migrations();
}
