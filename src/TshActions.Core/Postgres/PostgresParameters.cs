namespace TshActions.Core.Postgres;

/// <summary>The parameters behind an address, as environment variables (PostgreSQL manual, libpq, "Parameter Key Words").</summary>
internal static class PostgresParameters
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["host"] = "PGHOST",
        ["hostaddr"] = "PGHOSTADDR",
        ["port"] = "PGPORT",
        ["dbname"] = "PGDATABASE",
        ["user"] = "PGUSER",
        ["password"] = "PGPASSWORD",
        ["passfile"] = "PGPASSFILE",
        ["service"] = "PGSERVICE",
        ["options"] = "PGOPTIONS",
        ["connect_timeout"] = "PGCONNECT_TIMEOUT",
        ["target_session_attrs"] = "PGTARGETSESSIONATTRS",
        ["channel_binding"] = "PGCHANNELBINDING",
        ["sslmode"] = "PGSSLMODE",
        ["sslcert"] = "PGSSLCERT",
        ["sslkey"] = "PGSSLKEY",
        ["sslrootcert"] = "PGSSLROOTCERT",
        ["sslcrl"] = "PGSSLCRL",
        ["gssencmode"] = "PGGSSENCMODE",
        ["krbsrvname"] = "PGKRBSRVNAME",
        // asyncpg's name for it, and JDBC's.
        ["ssl"] = "PGSSLMODE",
    };

    /// <summary>Those that libpq knows; the others are the driver's own and mean nothing to PostgreSQL's programs.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(string query) =>
        from parameter in query.Split('&')
        let words = parameter.Split('=', 2)
        where words.Length is 2 && Variables.ContainsKey(words[0])
        select KeyValuePair.Create(
            Variables[words[0]],
            words is ["ssl", "true"] ? "require" : words[1]
        );
}
