using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using TshActions.Core.Schemas;

namespace TshActions.Drift;

/// <summary>Reads one side's whole catalog as one moment saw it, in two round trips, and can do nothing else.</summary>
/// <remarks>
/// REPEATABLE READ, so that all statements see the same; READ ONLY, and the server is asked at the end whether a transaction
/// id was ever taken. `search_path` is pinned, so every name outside of pg_catalog comes with its schema on every server.
/// </remarks>
internal sealed class CatalogReader(ReadOptions options)
{
    public async Task<Catalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var facts = new FactCollector();
        CatalogHead head;
        IReadOnlyList<string>? revisions;
        try
        {
            head = await FirstTripAsync(
                connection,
                connection.PostgreSqlVersion.Major,
                facts,
                cancel
            );
            revisions = await SecondTripAsync(connection, facts, cancel);
        }
        catch (PostgresException said) when (said.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            throw new BeingChanged("a lock for that is held");
        }

        return new(
            head with
            {
                Revisions = revisions,
                Unread = facts.Unread,
                Unmodelled = Hidden(facts),
            },
            facts.Facts
        );
    }

    /// <summary>What may be a secret, and without a salt is the same whatever it is.</summary>
    private ImmutableSortedDictionary<string, int> Hidden(FactCollector facts)
    {
        var hidden = options.Salt is not null
            ? 0
            : facts.Facts.Values.Count(fact =>
                fact.Attributes.Values.Any(value => value.Contains(CatalogQueries.HiddenValue))
            );
        var none = ImmutableSortedDictionary<string, int>.Empty;
        return hidden is 0 ? none : none.Add("hidden option", hidden);
    }

    private async Task<CatalogHead> FirstTripAsync(
        NpgsqlConnection connection,
        int version,
        FactCollector facts,
        CancellationToken cancel
    )
    {
        await using var batch = Batch(
            connection,
            [
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                Settings(),
                "SELECT current_setting('server_version'), current_setting('server_version_num'), current_database(), pg_is_in_recovery()::text, (SELECT concat_ws(' ', datcollate, datctype, pg_encoding_to_char(encoding)) FROM pg_database WHERE datname = current_database())",
                .. CatalogQueries.For(version, options.Salt, options.IncludeRoles),
            ]
        );
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        // BEGIN has no rows, and what the settings are is not looked at.
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        var head = new CatalogHead(
            reader.GetString(0).Split(' ')[0],
            int.Parse(reader.GetString(1), CultureInfo.InvariantCulture),
            reader.GetString(2),
            reader.GetString(3) is "true",
            reader.GetString(4),
            null,
            ImmutableSortedDictionary<string, int>.Empty,
            ImmutableSortedDictionary<string, int>.Empty
        );
        while (await reader.NextResultAsync(cancel))
            await facts.TakeAsync(reader, cancel);
        return head;
    }

    private async Task<IReadOnlyList<string>?> SecondTripAsync(
        NpgsqlConnection connection,
        FactCollector facts,
        CancellationToken cancel
    )
    {
        string[] revisions = facts.VersionTable is { } table
            ? [$"SELECT version_num::text FROM {table} ORDER BY 1"]
            : [];
        await using var batch = Batch(connection, [.. revisions, Still, NoWrite, "COMMIT"]);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        List<string> found = [];
        if (revisions.Length > 0)
        {
            while (await reader.ReadAsync(cancel))
                found.Add(reader.GetString(0));
            await reader.NextResultAsync(cancel);
        }

        if (await OneAsync(reader, cancel) is not "0" and var changes)
            throw new BeingChanged($"{changes} locks for that are held");
        await reader.NextResultAsync(cancel);
        return await OneAsync(reader, cancel) is "true"
            ? (revisions.Length > 0 ? found : null)
            : throw new InvalidOperationException(
                "the reading took a transaction id, which only a write does; please report it"
            );
    }

    private static async Task<string> OneAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        await reader.ReadAsync(cancel);
        return reader.GetString(0);
    }

    // Half a migration is neither drift nor none. A view that is filled anew, and tables of one session, are no matter.
    private const string Still = """
        SELECT ((SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
            WHERE l.locktype = 'relation' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND l.relation >= 16384 AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid() AND c.relkind <> 'm' AND c.relpersistence <> 't'
             AND l.mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock'))
          + (SELECT count(*) FROM pg_stat_progress_create_index WHERE datname = current_database()))::text
        """;

    private const string NoWrite = "SELECT (pg_current_xact_id_if_assigned() IS NULL)::text";

    private NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<string> statements)
    {
        var batch = new NpgsqlBatch(connection)
        {
            // The server ends a statement by itself; this is for one that does not answer any more.
            Timeout = (int)(options.Statement + options.Grace).TotalSeconds,
        };
        foreach (var statement in statements)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        return batch;
    }

    // What a role or a database has set for itself must not change what is read.
    private string Settings()
    {
        (string Name, string Value)[] settings =
        [
            ("search_path", "pg_catalog"),
            // Catalog queries look costly and are not.
            ("jit", "off"),
            ("statement_timeout", Milliseconds(options.Statement)),
            ("lock_timeout", Milliseconds(options.Lock)),
            ("idle_in_transaction_session_timeout", Milliseconds(options.Statement)),
            ("extra_float_digits", "3"),
            ("DateStyle", "ISO"),
            ("IntervalStyle", "postgres"),
            ("TimeZone", "UTC"),
            ("bytea_output", "hex"),
            ("quote_all_identifiers", "off"),
        ];
        return $"SELECT {string.Join(", ", settings.Select(setting => $"set_config('{setting.Name}', '{setting.Value}', true)"))}";
    }

    private static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
