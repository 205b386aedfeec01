using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Drift;

/// <summary>
/// Production and staging on hosts of their own, a migration pending between them, and the migrations themselves on a
/// scratch PostgreSQL as the third side.
/// </summary>
public sealed class ThreeSidesTests : IAsyncLifetime
{
    private const string Pending = "column public.orders.hint";

    private static readonly (string Name, string Text) AddsIndex = (
        "0003_index.py",
        Revision(
            "0003",
            "0002",
            "op.create_index('by_customer', 'orders', ['customer_id'])",
            "op.drop_index('by_customer')"
        )
    );

    private static readonly (string Name, string Text) AddsColumn = (
        "0004_hint.py",
        Revision(
            "0004",
            "0003",
            "op.add_column('orders', sa.Column('hint', sa.Text()))",
            "op.drop_column('orders', 'hint')"
        )
    );

    private static readonly (string Name, string Text) LeavesIndex = (
        "0004_leaves.py",
        Revision(
            "0004",
            "0003",
            "op.create_index('by_note', 'orders', ['note'])",
            "op.execute('SELECT 1')"
        )
    );

    private readonly Workbench _bench = new();
    private Vps? _staging;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _bench.InitializeAsync();
        if (!_bench.Started)
            return;
        _staging = await Vps.StartAsync("staging", _bench.Key, Cancel);
        await _bench.WriteManifestAsync(Both);
    }

    public async ValueTask DisposeAsync()
    {
        if (_staging is not null)
            await _staging.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task Each_difference_is_told_with_its_side_and_a_pending_migration_is_none()
    {
        await DeployBothAsync(AddsColumn);
        var before = await HostPicture.OfTshAsync(_bench.Vps);

        var pending = await CheckAsync();
        pending.ExitCode.ShouldBe(0, pending.Log);
        pending.Log.ShouldContain("who: pending migration");
        pending.Outputs["backward-compatible"].ShouldBe("yes");
        pending.Outputs["reversible"].ShouldBe("yes");
        pending.Log.ShouldContain("up, down and up again ended in the same schemas");

        await AskAsync(_bench.Vps, "erp_production", "DROP INDEX by_customer");
        await AskAsync(_staging!, "erp_staging", "ALTER TABLE products ADD COLUMN by_hand text");
        foreach (
            var (vps, database) in new[]
            {
                (_bench.Vps, "erp_production"),
                (_staging!, "erp_staging"),
            }
        )
            await AskAsync(vps, database, "CREATE INDEX on_both ON orders (id)");
        var drifted = await CheckAsync();

        drifted.ExitCode.ShouldBe(1, drifted.Log);
        WhoOf(drifted, "index public.orders.by_customer").ShouldBe("production", drifted.Log);
        WhoOf(drifted, "column public.products.by_hand").ShouldBe("staging", drifted.Log);
        WhoOf(drifted, "index public.orders.on_both").ShouldBe("both", drifted.Log);
        WhoOf(drifted, Pending).ShouldBe("pending migration", drifted.Log);
        (await HostPicture.OfTshAsync(_bench.Vps)).ShouldShowTheSameAs(before);
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_downgrade_that_leaves_something_behind_is_told_before_anybody_needs_it()
    {
        await DeployBothAsync(LeavesIndex);

        var seen = await CheckAsync();

        seen.ExitCode.ShouldBe(0, seen.Log);
        seen.Outputs["reversible"].ShouldBe("no");
        seen.Log.ShouldContain("it leaves behind index public.orders.by_note");
    }

    [Fact(Timeout = 300_000)]
    public async Task Migrations_that_go_to_another_database_than_they_are_told_are_not_believed_and_change_nothing()
    {
        await DeployBothAsync(AddsColumn);
        await _staging!.ShellAsync(
            """
            su postgres -c 'createuser --superuser deploy'
            cd /var/lib/tsh/tsh-erp/staging/deployments/*/release/migrations
            sed -i 's|load().database_url|"postgresql://deploy@/erp_staging?host=/var/run/postgresql"|' env.py
            grep -q /var/run/postgresql env.py
            """,
            Cancel
        );
        var before = await DumpAsync();

        var seen = await CheckAsync();

        seen.Log.ShouldContain("did not go to the database", customMessage: seen.Log);
        seen.Log.ShouldContain("with what the migrations say:");
        (await DumpAsync()).ShouldBe(before);
        (await LeftAsync()).ShouldBeEmpty();
    }

    /// <param name="pending">A revision that staging alone has run.</param>
    private async Task DeployBothAsync((string Name, string Text) pending)
    {
        foreach (var environment in (string[])["production", "staging"])
            (await _bench.TshAsync("setup", ("environment", environment))).ExitCode.ShouldBe(0);
        await BuildAsync("v1", AddsIndex);
        await BuildAsync("v2", AddsIndex, pending);
        var deployed = new[]
        {
            await _bench.DeployAsync("v1"),
            await _bench.DeployAsync(
                "v2",
                ("environment", "staging"),
                ("env-file", _bench.EnvFile.Replace("erp_production", "erp_staging"))
            ),
        };
        foreach (var one in deployed)
            one.ExitCode.ShouldBe(0, one.Log);
    }

    private async Task BuildAsync(string release, params (string Name, string Text)[] revisions)
    {
        var built = await _bench.BuildReleaseAsync(release);
        foreach (var (name, text) in revisions)
            await File.WriteAllTextAsync(
                Path.Combine(built.Folder, "migrations", "versions", name),
                text,
                Cancel
            );
    }

    private static string Revision(string id, string before, string up, string down) =>
        $"""
            import sqlalchemy as sa
            from alembic import op
            revision = "{id}"
            down_revision = "{before}"
            def upgrade():
                {up}
            def downgrade():
                {down}
            """;

    private async Task<TshResult> CheckAsync() =>
        await _bench.TshAsync(
            "schema-drift-check",
            ("production-ssh-key", await _bench.Key.ReadPrivateKeyAsync(Cancel)),
            ("staging-ssh-key", await _bench.Key.ReadPrivateKeyAsync(Cancel))
        );

    /// <summary>Whom the report names for a thing.</summary>
    private static string WhoOf(TshResult seen, string thing) =>
        seen.Log.Split('\n')
            .SkipWhile(line => !line.TrimStart(' ', '✗', '!', '·').StartsWith(thing))
            .Skip(1)
            .Select(line => line.Trim().Split(" · ")[0].Replace("who: ", ""))
            .FirstOrDefault()
        ?? $"nothing is said of {thing}";

    private static Task<string> AskAsync(Vps vps, string database, string sql) =>
        vps.ShellAsync(
            $"PGPASSWORD={Workbench.Secret} psql -q -h 127.0.0.1 -U erp -d {database} -c '{sql}'",
            Cancel
        );

    private Task<string> DumpAsync() =>
        _staging!.ShellAsync(
            "su postgres -c 'pg_dump erp_staging' | grep -v '^\\\\\\(un\\)\\?restrict '",
            Cancel
        );

    private async Task<string> LeftAsync() =>
        (
            await _staging!.ShellAsync(
                "ls -d /tmp/tsh-scr* 2>/dev/null; pgrep -af tsh-[s]cratch; true",
                Cancel
            )
        ).Trim();

    private string Both(string manifest) =>
        manifest.Replace(
            "environments:\n",
            $$"""
            drift: { revisions: v2/migrations/versions }
            environments:
              staging:
                branch: develop
                site: http://127.0.0.1:{{_staging!.StagingPort}}
                hosts: [{{ErpManifest.Host("vps-staging", _staging)}}]
                slots: { blue: { port: 8002 }, green: { port: 8012 } }

            """
        );
}
