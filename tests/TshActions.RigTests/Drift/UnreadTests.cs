using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TshActions.RigTests.Drift;

/// <summary>What cannot be compared is neither drift nor none.</summary>
public sealed class UnreadTests : IAsyncLifetime
{
    private readonly TwoDatabases _two = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _two.InitializeAsync();

    public ValueTask DisposeAsync() => _two.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_is_inconclusive_and_a_right_one_is_shown_nowhere()
    {
        await IsInconclusiveAsync(
            "password authentication failed",
            ("production-database", _two.Address("production", "guarded", "wrong"))
        );

        var right = await _two.CheckAsync(
            ("production-database", _two.Address("production", "guarded", "hush hush"))
        );
        right.ExitCode.ShouldBe(0, right.Log);
        right.Log.Replace("::add-mask::hush hush", "").ShouldNotContain("hush hush");
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_inconclusive() =>
        await IsInconclusiveAsync(
            "Connection refused",
            ("staging-database", "postgresql://postgres@127.0.0.1:1/staging")
        );

    [Fact]
    public async Task One_who_listens_and_says_nothing_is_inconclusive()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        await IsInconclusiveAsync(
            "did not answer in time",
            ("staging-database", $"postgresql://postgres@127.0.0.1:{port}/staging")
        );
    }

    [Fact]
    public async Task A_login_that_may_not_connect_is_inconclusive_and_one_that_may_do_nothing_else_sees_all()
    {
        await _two.AskAsync("production", "DROP INDEX orders_once");
        var starved = ("production-database", _two.Address("production", "starved"));

        var seen = await _two.CheckAsync(starved);
        seen.ExitCode.ShouldBe(1, seen.Log);
        seen.Outputs["high"].ShouldBe("1");
        seen.Log.ShouldContain("alembic_version", customMessage: "what could not be read is told");

        await _two.AskAsync("production", "REVOKE CONNECT ON DATABASE production FROM PUBLIC");
        await IsInconclusiveAsync("permission denied for database", starved);
    }

    [Fact]
    public async Task A_database_that_is_being_migrated_is_inconclusive()
    {
        await using var other = await OpenAsync();
        await using var begun = await other.BeginTransactionAsync(Cancel);
        await using var alter = new NpgsqlCommand("ALTER TABLE orders ADD COLUMN note text", other);
        await alter.ExecuteNonQueryAsync(Cancel);

        await IsInconclusiveAsync("is being changed at this moment");
    }

    [Fact]
    public async Task A_server_that_dies_meanwhile_is_inconclusive()
    {
        await using var other = await OpenAsync();
        await using var begun = await other.BeginTransactionAsync(Cancel);
        await using var hold = new NpgsqlCommand(
            "LOCK TABLE pg_publication IN ACCESS EXCLUSIVE MODE",
            other
        );
        await hold.ExecuteNonQueryAsync(Cancel);
        var reading = _two.CheckAsync();
        await WaitsAsync();
        await _two.Server.KillAsync();

        var seen = await reading;
        seen.ExitCode.ShouldBe(3, seen.Log);
        seen.Outputs["verdict"].ShouldBe("inconclusive");
    }

    [Fact]
    public async Task Two_databases_of_which_nothing_is_owned_prove_nothing()
    {
        await _two.WriteManifestAsync("schemas: [somewhere_else]");
        await IsInconclusiveAsync("nothing was compared");
    }

    /// <summary>Until the reading waits for the lock.</summary>
    private Task WaitsAsync() =>
        Ssh.Eventually.HoldsAsync(
            "the reading waits",
            async () =>
                await _two.AskAsync(
                    "postgres",
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'tsh %' AND wait_event_type = 'Lock'"
                )
                    is not "0"
        );

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{_two.Server.Address("production")};Pooling=false");
        await connection.OpenAsync(Cancel);
        return connection;
    }

    private async Task IsInconclusiveAsync(string why, params (string Name, string Value)[] inputs)
    {
        var seen = await _two.CheckAsync(inputs);
        seen.ExitCode.ShouldBe(3, seen.Log);
        seen.Log.ShouldContain(why, customMessage: seen.Log);
        seen.Outputs["verdict"].ShouldBe("inconclusive");
    }
}
