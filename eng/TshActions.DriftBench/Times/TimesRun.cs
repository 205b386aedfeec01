using System.Globalization;
using System.Runtime.CompilerServices;
using TshActions.Drift;
using TshActions.DriftBench.Corpus;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Postgres;

namespace TshActions.DriftBench.Times;

/// <summary>How long a whole check takes, beside psql running the same statements, and beside others.</summary>
internal static class TimesRun
{
    private const int Changes = 20;

    public static async Task RunAsync(
        TimesOptions options,
        TextWriter output,
        CancellationToken cancel
    )
    {
        await using var serverOfA = await PrivatePostgres.StartAsync(cancel, Settings);
        await using var serverOfB = await PrivatePostgres.StartAsync(cancel, Settings);
        var (a, b) = (new Stand(serverOfA), new Stand(serverOfB));
        var folder = Directory.CreateTempSubdirectory("drift-bench-");
        try
        {
            var queries = Path.Combine(folder.FullName, "queries.sql");
            await File.WriteAllTextAsync(queries, Queries(), cancel);
            foreach (var tables in options.Tables)
            {
                await LoadAsync(a, options, tables, [], folder, cancel);
                await LoadAsync(b, options, tables, ["--mutate", $"{Changes}"], folder, cancel);
                await output.WriteLineAsync(
                    $"{tables} tables, {Changes} changes, median of {options.Runs}"
                );
                var psql = await Measured.OfAsync(
                    "psql, same statements",
                    options.Runs,
                    ["sh", "-c", $"{Psql(a, queries)} & {Psql(b, queries)}; wait $!"],
                    [0],
                    cancel
                );
                await SayAsync(output, psql, psql);
                await SayAsync(output, await TshAsync(a, b, options, folder, cancel), psql);
                await foreach (var peer in PeersAsync(a, b, options, cancel))
                    await SayAsync(output, peer, psql);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task SayAsync(TextWriter output, Measured one, Measured psql) =>
        output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {one.Name, -24}{one.Median.TotalSeconds, 8:0.00} s{one.Median / psql.Median, 8:0.00} ×{one.Kilobytes / 1024, 8} MB"
            )
        );

    // pg_dump locks each table.
    private static readonly string[] Settings = ["max_locks_per_transaction = 1024"];

    private static string Queries() =>
        string.Join(
            ";\n",
            [
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                "SET LOCAL search_path = pg_catalog",
                "SET LOCAL jit = off",
                .. CatalogQueries.For(15, ReadOptions.NewSalt(), includeRoles: false),
                "COMMIT;\n",
            ]
        );

    private static string Psql(Stand stand, string file) =>
        $"psql -X -q -A -t -h {stand.Server.Host} -U {PrivatePostgres.Superuser} -d {Stand.Database} -f {file} -o /dev/null";

    private static async Task<Measured> TshAsync(
        Stand a,
        Stand b,
        TimesOptions options,
        DirectoryInfo folder,
        CancellationToken cancel
    )
    {
        var manifest = Path.Combine(folder.FullName, "tsh.yml");
        await File.WriteAllTextAsync(manifest, ComparedManifest.Text(), cancel);
        var (production, staging) = (
            Path.Combine(folder.FullName, "production"),
            Path.Combine(folder.FullName, "staging")
        );
        await File.WriteAllTextAsync(production, Peer.Url(a), cancel);
        await File.WriteAllTextAsync(staging, Peer.Url(b), cancel);
        return await Measured.OfAsync(
            "tsh schema-drift-check",
            options.Runs,
            [
                "env",
                "-C",
                folder.FullName,
                options.Program,
                "schema-drift-check",
                "--manifest",
                "tsh.yml",
                "--production-database-file",
                production,
                "--staging-database-file",
                staging,
            ],
            [1],
            cancel
        );
    }

    private static async IAsyncEnumerable<Measured> PeersAsync(
        Stand a,
        Stand b,
        TimesOptions options,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        yield return await PeerAsync(
            "pg_dump, both",
            ["sh", "-c", $"{Dump(a)} & {Dump(b)}; wait $!"]
        );
        if (options.Modules is not { } modules)
            yield break;
        yield return await PeerAsync(
            "pg-delta",
            [$"{modules}/.bin/pgdelta", "diff", "--source", Peer.Url(a), "--desired", Peer.Url(b)]
        );
        // Past some hundred tables it takes minutes for each run.
        if (options.Tables.Max() < 500)
            yield return await PeerAsync(
                "pgkit-migra",
                [
                    $"{modules}/.bin/migra",
                    "run",
                    Peer.Url(a),
                    Peer.Url(b),
                    "--unsafe",
                    "--with-privileges",
                ]
            );

        Task<Measured> PeerAsync(string name, IReadOnlyList<string> command) =>
            Measured.OfAsync(name, options.Runs, command, [0], cancel);
    }

    private static string Dump(Stand stand) =>
        $"pg_dump -s -h {stand.Server.Host} -U {PrivatePostgres.Superuser} -d {Stand.Database} -f /dev/null";

    private static async Task LoadAsync(
        Stand stand,
        TimesOptions options,
        int tables,
        string[] changes,
        DirectoryInfo folder,
        CancellationToken cancel
    )
    {
        var made = await ChildProcess.RunAsync(
            "python3",
            [options.Generator, "--tables", $"{tables}", .. changes],
            cancel
        );
        if (!made.Succeeded)
            throw new RigException($"{options.Generator} failed: {made.Error}");
        var file = Path.Combine(folder.FullName, "schema.sql");
        await File.WriteAllTextAsync(file, made.Output, cancel);
        await stand.LoadAsync(file, [], cancel);
        await stand.Server.AskAsync(Stand.Database, "ANALYZE", cancel);
    }
}
