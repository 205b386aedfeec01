using TshActions.Core.Postgres;

namespace TshActions.Drift;

/// <summary>Whether a database is on the same machine as what asks it.</summary>
internal static class Loopback
{
    public static string HostOf(PostgresAddress address) =>
        address["PGHOSTADDR"] ?? address["PGHOST"] ?? "localhost";

    public static bool IsOf(PostgresAddress address) =>
        HostOf(address) is var host
        && (
            host is "localhost" or "::1"
            || host.StartsWith('/')
            || host.StartsWith("127.", StringComparison.Ordinal)
        );
}
