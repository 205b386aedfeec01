using TshActions.Core.Postgres;
using TshActions.Core.Releases;

namespace TshActions.Drift;

/// <summary>What an application finds in its environment so that it takes the scratch for its database.</summary>
internal static class ScratchVariables
{
    /// <summary>Stands for the scratch's password, which its host alone puts in.</summary>
    private const string Password = "{password}";

    /// <param name="live">Each variable of it that leads to a PostgreSQL leads to the scratch instead.</param>
    /// <param name="folder">Of its socket.</param>
    /// <returns>NAME=VALUE; none of them is a secret.</returns>
    public static IEnumerable<string> Of(
        EnvironmentFile live,
        string owner,
        string folder,
        string database
    ) =>
        live
            .Variables.Where(variable =>
                PostgresAddress.Parse(variable.Value) is AddressReading.Found
            )
            .Select(variable =>
                $"{variable.Key}={Scheme(variable.Value)}://{Uri.EscapeDataString(owner)}:{Password}@/{database}?host={folder}"
            )
            .Concat([
                $"PGHOST={folder}",
                "PGHOSTADDR=",
                "PGPORT=5432",
                $"PGUSER={owner}",
                $"PGPASSWORD={Password}",
                $"PGDATABASE={database}",
                "PGOPTIONS=",
            ]);

    // With its driver: SQLAlchemy goes by it.
    private static string Scheme(string address) => address.Trim().Split("://")[0];
}
