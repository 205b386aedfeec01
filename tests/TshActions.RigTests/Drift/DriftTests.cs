namespace TshActions.RigTests.Drift;

/// <summary>The verb against real databases: what it finds, and what it leaves.</summary>
public sealed class DriftTests : IAsyncLifetime
{
    private readonly TwoDatabases _two = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _two.InitializeAsync();

    public ValueTask DisposeAsync() => _two.DisposeAsync();

    [Fact]
    public async Task Equal_databases_pass_and_changed_ones_fail_with_each_difference()
    {
        var same = await _two.CheckAsync();
        same.ExitCode.ShouldBe(0, same.Log);
        same.Outputs["has-drift"].ShouldBe("false");

        await _two.AskAsync("production", "DROP INDEX orders_once");
        await _two.AskAsync("staging", "ALTER TABLE orders ADD COLUMN note text");
        await _two.AskAsync("staging", "GRANT SELECT ON orders TO PUBLIC");
        var drifted = await _two.CheckAsync();

        drifted.ExitCode.ShouldBe(1, drifted.Log);
        drifted.Log.ShouldContain("index public.orders.orders_once");
        drifted.Log.ShouldContain("column public.orders.note");
        drifted.Log.ShouldContain("table grant public.orders.PUBLIC");
        drifted.Outputs["has-drift"].ShouldBe("true");
        drifted.Outputs["critical"].ShouldBe("2");
        drifted.Outputs["high"].ShouldBe("1");
        File.Exists(Path.Combine(_two.Workspace, drifted.Outputs["sarif"])).ShouldBeTrue();
    }

    [Fact]
    public async Task A_snapshot_names_the_side_that_left_it()
    {
        var written = await _two.CheckAsync(
            ("snapshot", "schema.jsonl"),
            ("snapshot-of", "staging")
        );
        written.ExitCode.ShouldBe(0, written.Log);
        var path = Path.Combine(_two.Workspace, "schema.jsonl");
        var first = await File.ReadAllTextAsync(path, Cancel);
        await _two.CheckAsync(("snapshot", "schema.jsonl"), ("snapshot-of", "staging"));
        (await File.ReadAllTextAsync(path, Cancel)).ShouldBe(first);

        var same = await _two.CheckAsync(("staging", "schema.jsonl"));
        same.ExitCode.ShouldBe(0, same.Log);
        await _two.AskAsync("production", "ALTER TABLE products ALTER COLUMN price DROP NOT NULL");
        var drifted = await _two.CheckAsync(("staging", "schema.jsonl"));

        drifted.ExitCode.ShouldBe(1, drifted.Log);
        drifted.Log.ShouldContain("1 on production");
        var finding = (await _two.ReportAsync()).GetProperty("findings")[0];
        finding.GetProperty("guilty").GetString().ShouldBe("production");
        finding.GetProperty("attribute").GetString().ShouldBe("not-null");
    }

    [Fact]
    public async Task A_database_restored_from_a_dump_has_not_drifted()
    {
        await _two.AskAsync("postgres", "DROP DATABASE staging");
        await _two.AskAsync("postgres", "CREATE DATABASE staging TEMPLATE template0");
        var dump = Path.Combine(_two.Workspace, "dump.sql");
        await _two.DumpAsync("production", dump);
        (await _two.Server.LoadAsync("staging", dump, Cancel)).ExitCode.ShouldBe(0);

        var seen = await _two.CheckAsync();

        seen.ExitCode.ShouldBe(0, seen.Log);
        seen.Outputs["info"]
            .ShouldNotBe("0", "the texts of CHECKs and views do differ, which must be told");
    }

    [Fact]
    public async Task A_rule_lets_pass_what_it_names_and_nothing_else()
    {
        await _two.AskAsync("staging", "CREATE TABLE import_today (id int)");
        await _two.AskAsync("staging", "ALTER TABLE orders ADD COLUMN note text");
        await _two.WriteManifestAsync(
            "ignore: [{ name: public.import_*, reason: nightly, until: 2999-01-31 }]"
        );

        var seen = await _two.CheckAsync();

        seen.ExitCode.ShouldBe(1, seen.Log);
        seen.Outputs["critical"].ShouldBe("1");
        seen.Log.ShouldContain("nightly");
    }

    [Fact]
    public async Task Nothing_is_written_and_no_transaction_id_is_taken()
    {
        const string next = "SELECT pg_snapshot_xmax(pg_current_snapshot())";
        var before = await _two.AskAsync("production", next);

        (await _two.CheckAsync()).ExitCode.ShouldBe(0);

        (await _two.AskAsync("production", next)).ShouldBe(before);
        var log = await File.ReadAllLinesAsync(_two.Server.Log, Cancel);
        log.ShouldContain(line => line.Contains("statement: CREATE TABLE"), "the log shows writes");
        log.ShouldNotContain(line =>
            line.StartsWith("tsh schema-drift-check|") && line.Contains("statement:")
        );
    }
}
