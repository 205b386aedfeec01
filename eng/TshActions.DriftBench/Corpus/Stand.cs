using Npgsql;
using TshActions.Core.Schemas;
using TshActions.Drift;
using TshActions.Rig.Docker;
using TshActions.Rig.Postgres;

namespace TshActions.DriftBench.Corpus;

/// <summary>A server for one side of each pair: what is loaded is gone before the next, with its roles.</summary>
internal sealed class Stand(PrivatePostgres server)
{
    public const string Database = "pair";

    public PrivatePostgres Server => server;

    /// <summary>Every statement that writes is in the log, with who gave it.</summary>
    public static IReadOnlyList<string> Watched { get; } =
    ["log_statement = mod", "log_line_prefix = '%a|'"];

    public async Task LoadAsync(string file, IReadOnlyList<string> roles, CancellationToken cancel)
    {
        await UnsubscribeAsync(cancel);
        await server.AskAsync(
            "postgres",
            $"DROP DATABASE IF EXISTS {Database} WITH (FORCE)",
            cancel
        );
        var known = await server.AskAsync(
            "postgres",
            "SELECT quote_ident(rolname) FROM pg_roles WHERE oid >= 16384",
            cancel
        );
        string[] statements =
        [
            .. known
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(role => $"DROP ROLE {role}"),
            .. roles.Select(role =>
                $"CREATE ROLE \"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            ),
        ];
        if (statements.Length > 0)
            await server.AskAsync("postgres", string.Join("; ", statements), cancel);
        await server.AskAsync("postgres", $"CREATE DATABASE {Database} TEMPLATE template0", cancel);
        var loaded = await server.LoadAsync(Database, file, cancel);
        if (!loaded.Succeeded)
            throw new RigException($"{file} does not load: {loaded.Error}");
    }

    // A database that subscribes cannot be dropped, and its publisher was never there.
    private async Task UnsubscribeAsync(CancellationToken cancel)
    {
        var statements = await server.AskAsync(
            "postgres",
            $"SELECT format('ALTER SUBSCRIPTION %1$I DISABLE; ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); DROP SUBSCRIPTION %1$I;', subname) FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE datname = '{Database}'",
            cancel
        );
        if (statements.Length > 0)
            await server.AskAsync(Database, statements, cancel);
    }

    public async Task<Catalog> ReadAsync(ReadOptions options, CancellationToken cancel)
    {
        // As the verb itself does it.
        await using var source = DatabaseDoor.Of(
            Addresses.Read(Peer.Url(this), "the stand", _ => { }),
            options.Connect
        );
        await using var connection = await source.OpenConnectionAsync(cancel);
        var before = await NextTransactionAsync(connection, cancel);
        var catalog = await new CatalogReader(options).ReadAsync(connection, cancel);
        return await NextTransactionAsync(connection, cancel) == before
            ? catalog
            : throw new RigException("the reading took a transaction id");
    }

    /// <exception cref="RigException">A reading wrote, or the log would not show it.</exception>
    public async Task RequireNoWriteAsync(CancellationToken cancel)
    {
        var log = await File.ReadAllLinesAsync(server.Log, cancel);
        if (
            !log.Any(line =>
                line.StartsWith("psql|", StringComparison.Ordinal)
                && line.Contains("statement:", StringComparison.Ordinal)
            )
        )
            throw new RigException(
                "the server's log shows no writes at all, not even those of psql"
            );
        if (
            log.FirstOrDefault(line =>
                line.StartsWith("tsh ", StringComparison.Ordinal)
                && line.Contains("statement:", StringComparison.Ordinal)
            ) is
            { } wrote
        )
            throw new RigException($"a reading wrote: {wrote}");
    }

    private static async Task<string> NextTransactionAsync(
        NpgsqlConnection connection,
        CancellationToken cancel
    )
    {
        await using var ask = new NpgsqlCommand(
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text",
            connection
        );
        return (string)(await ask.ExecuteScalarAsync(cancel))!;
    }
}
