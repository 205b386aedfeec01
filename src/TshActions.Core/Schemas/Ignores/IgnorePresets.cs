namespace TshActions.Core.Schemas.Ignores;

/// <summary>What no team means to compare, by the name under which a report shows it.</summary>
public static class IgnorePresets
{
    public static IReadOnlyList<IgnoreRule> All { get; } =
    [
        Of("alembic", "*.alembic_version", "alembic's own table"),
        Of("alembic", "*.alembic_version_pkc", "alembic's own table"),
        Of("pg_stat_statements", "*.pg_stat_statements", "a member of an extension"),
        Of("pg_stat_statements", "*.pg_stat_statements_*", "a member of an extension"),
        Of("partman", "partman.*", "pg_partman's own schema"),
        Of("partman", "*_p20??????", "a partition that pg_partman makes"),
        Of("timescale", "_timescaledb_*", "timescale's own schemas and chunks"),
        Of("cron", "cron.*", "pg_cron's own schema"),
    ];

    private static IgnoreRule Of(string preset, string name, string reason) =>
        new("*", name, null, null, null, reason, null, null, $"preset {preset}");
}
