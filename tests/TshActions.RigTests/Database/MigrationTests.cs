using TshActions.Postgres;
using TshActions.RigTests.Ssh;
using static TshActions.RigTests.Database.DatabaseBench;

namespace TshActions.RigTests.Database;

/// <summary>Alembic against a real PostgreSQL, alone, whole or not at all.</summary>
public sealed class MigrationTests(DatabaseBench bench) : IClassFixture<DatabaseBench>
{
    private const string Alembic = "alembic upgrade head";
    private const string UntilGo = "until [ -e /tmp/go ]; do sleep 0.1; done";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_migration_runs_once_and_the_next_time_finds_nothing_to_do()
    {
        await bench.StartFreshAsync();

        (await bench.MigrateAsync(Alembic)).Error.ShouldContain("Running upgrade  -> 0001");
        var schema = await bench.SchemaAsync();
        (await bench.MigrateAsync(Alembic)).Error.ShouldNotContain("Running upgrade");

        (await bench.SchemaAsync()).ShouldBe(schema);
        schema.ShouldContain("CREATE TABLE public.orders");
        (await bench.SessionsAsync()).ShouldBe("0");
        (await bench.AsDeployAsync($"ls {Root}")).ShouldNotContain("run.");
    }

    [Fact(Timeout = 120_000)]
    public async Task Its_statements_wait_for_a_lock_no_longer_than_the_manifest_says()
    {
        await bench.StartFreshAsync();
        const string Ask =
            "python3 -c \"import os,psycopg2; c=psycopg2.connect(os.environ['DATABASE_URL']).cursor(); c.execute('show lock_timeout'); print(c.fetchone()[0])\"";

        (await bench.MigrateAsync(Ask)).Output.Trim().ShouldBe("5s");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_failing_migration_leaves_the_database_as_it_was_and_its_code_and_words_come_through()
    {
        await bench.StartFreshAsync();
        await bench.MigrateAsync(Alembic);
        await bench.AddRevisionAsync(
            "op.execute('create table half (i int)'); op.execute('select 1/0')"
        );
        var before = await bench.SchemaAsync();

        var failed = await Should.ThrowAsync<ActionException>(() => bench.MigrateAsync(Alembic));
        var seven = await Should.ThrowAsync<ActionException>(() =>
            bench.MigrateAsync("echo out; echo err >&2; exit 7")
        );
        await bench.RemoveRevisionAsync();

        failed.Foreign.ShouldContain("division by zero");
        seven.Message.ShouldContain("failed with exit code 7");
        seven.Foreign.ShouldBe("out\n\nerr\n");
        (await bench.SchemaAsync()).ShouldBe(before);
        (await bench.SessionsAsync()).ShouldBe("0");
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_two_at_once_one_waits_and_then_finds_nothing_to_do()
    {
        await bench.StartFreshAsync();
        var first = bench.MigrateAsync($"{UntilGo}; {Alembic}");
        await Eventually.HoldsAsync("the first holds the lock", HeldAsync);

        var tooSoon = await Should.ThrowAsync<ActionException>(() =>
            new Migration(bench.OtherHost).RunAsync(Deployment, Order(Alembic), Cancel)
        );
        var second = new Migration(bench.OtherHost).RunAsync(
            Deployment,
            Order(Alembic) with
            {
                Wait = TimeSpan.FromSeconds(50),
            },
            Cancel
        );
        await Eventually.HoldsAsync(
            "the second waits",
            async () =>
                await bench.SqlAsync(
                    "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                )
                    is "1"
        );
        await bench.AsDeployAsync("touch /tmp/go");

        (await first).Error.ShouldContain("Running upgrade");
        (await second).Error.ShouldNotContain("Running upgrade");
        tooSoon.Message.ShouldContain("somebody else migrates this database");
        tooSoon.Message.ShouldContain(
            "(tsh tsh-erp/production, user erp, from 127.0.0.1, connected since"
        );
        tooSoon.Message.ShouldMatch("by process [0-9]+ of the database");
    }

    [Fact(Timeout = 120_000)]
    public async Task What_lasts_too_long_is_ended_and_taken_back()
    {
        await bench.StartFreshAsync();
        await bench.MigrateAsync(Alembic);
        await bench.AddRevisionAsync(
            "op.execute('create table half (i int)'); op.execute('select pg_sleep(600)')"
        );
        var before = await bench.SchemaAsync();

        var late = await Should.ThrowAsync<ActionException>(() =>
            new Migration(bench.Host).RunAsync(
                Deployment,
                Order(Alembic) with
                {
                    Timeout = TimeSpan.FromSeconds(4),
                },
                Cancel
            )
        );
        await bench.RemoveRevisionAsync();

        late.Message.ShouldContain("took longer than 4 s and was ended");
        (await bench.SchemaAsync()).ShouldBe(before);
        await NobodyThereAsync();
    }

    /// <summary>The connection is cut, and in the second case the helper on the host is killed as well.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_killed_in_the_middle_keeps_its_lock_until_it_is_abandoned(
        bool helperToo
    )
    {
        await bench.StartFreshAsync();
        await bench.MigrateAsync(Alembic);
        await bench.AddRevisionAsync(
            "op.execute('create table half (i int)'); op.execute('select pg_sleep(600)')"
        );
        var before = await bench.SchemaAsync();
        var dying = await bench.ConnectAsync();
        var run = new Migration(bench.Host with { Remote = dying }).RunAsync(
            Deployment,
            Order(Alembic),
            Cancel
        );
        await Eventually.HoldsAsync("the migration sleeps", SleepsAsync);

        await dying.DisposeAsync();
        await Should.ThrowAsync<HostUnreachable>(() => run);
        if (helperToo)
            await bench.Vps.ShellAsync("pkill -KILL -f 'under-test migrat[e]'", Cancel);

        (await SleepsAsync()).ShouldBeTrue();
        (await HeldAsync()).ShouldBeTrue();
        await bench.Host.AbandonAsync();
        await bench.RemoveRevisionAsync();

        await NobodyThereAsync();
        (await bench.SchemaAsync()).ShouldBe(before);
        await bench.Host.AbandonAsync();
        await bench.MigrateAsync(Alembic);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_cancelled_run_ends_its_migration()
    {
        await bench.StartFreshAsync();
        await bench.MigrateAsync(Alembic);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var run = new Migration(bench.Host).RunAsync(
            Deployment,
            Order("trap '' TERM; sleep 600 & sleep 600; sleep 600"),
            cancel.Token
        );
        await Eventually.HoldsAsync("it runs", HeldAsync);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
        await NobodyThereAsync();
        (await bench.Vps.ShellAsync("pgrep -fc 'sleep 60[0]'; true", Cancel)).ShouldBe("0");
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_psql_or_without_a_database_it_says_that_no_lock_was_taken()
    {
        await bench.StartFreshAsync();
        await bench.Vps.ShellAsync("mv /usr/bin/psql /usr/bin/psql.away", Cancel);
        try
        {
            (await bench.MigrateAsync("true")).Error.ShouldContain(
                "no advisory lock was taken, for this host has no psql"
            );
        }
        finally
        {
            await bench.Vps.ShellAsync("mv /usr/bin/psql.away /usr/bin/psql", Cancel);
        }

        await bench.AsDeployAsync($"rm {Root}/deployments/{Deployment}/pg.env");
        (await bench.MigrateAsync("true")).Error.ShouldContain(
            "no advisory lock was taken, for this deployment names no PostgreSQL database"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_database_that_does_not_let_us_in_is_told_before_anything_runs()
    {
        await bench.StartFreshAsync();
        await bench.AsDeployAsync(
            $"sed -i 's/^PGPASSWORD=.*/PGPASSWORD=\"wrong\"/' {Root}/deployments/{Deployment}/pg.env"
        );

        var failed = await Should.ThrowAsync<ActionException>(() =>
            bench.MigrateAsync("touch /tmp/go")
        );

        failed.Message.ShouldContain("cannot reach the database");
        failed.Foreign.ShouldContain("password authentication failed for user \"erp\"");
        (await bench.AsDeployAsync("ls /tmp")).ShouldNotContain("go");
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_s_lease_is_refused()
    {
        await bench.StartFreshAsync();

        var refused = await Should.ThrowAsync<ActionException>(() =>
            new Migration(bench.Host with { Token = "somebody-else" }).RunAsync(
                Deployment,
                Order("touch /tmp/go"),
                Cancel
            )
        );

        refused.Message.ShouldContain("the lease is not yours");
        (await bench.AsDeployAsync("ls /tmp")).ShouldNotContain("go");
    }

    private async Task<bool> HeldAsync() =>
        await bench.SqlAsync(
            "select count(*) from pg_locks where locktype = 'advisory' and granted"
        )
            is "1";

    private async Task<bool> SleepsAsync() =>
        await bench.SqlAsync(
            "select count(*) from pg_stat_activity where usename = 'erp' and query like '%pg_sleep%' and state = 'active'"
        )
            is "1";

    private Task NobodyThereAsync() =>
        Eventually.HoldsAsync("no session is left", async () => await bench.SessionsAsync() is "0");
}
