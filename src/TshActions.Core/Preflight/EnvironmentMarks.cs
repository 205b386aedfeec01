using System.Security.Cryptography;
using System.Text;
using TshActions.Core.Postgres;
using TshActions.Core.Releases;

namespace TshActions.Core.Preflight;

/// <summary>
/// By what two environments are told apart, with no secret in it: it stands in the records of deployments, where all who
/// may read the repository see it.
/// </summary>
/// <param name="Variables">Names in the application's environment file, in order; null: the file was not given.</param>
/// <param name="Database">Fingerprint of where the database is; null: not known.</param>
/// <param name="Key">Fingerprint of the deploy key's public half; null: not known.</param>
public sealed record EnvironmentMarks(
    IReadOnlyList<string>? Variables,
    string? Database,
    string? Key
)
{
    public static EnvironmentMarks None { get; } = new(null, null, null);

    /// <param name="variable">The one that holds the database's address.</param>
    /// <param name="hosts">Where the environment runs: a database on loopback is another on each of them.</param>
    public static EnvironmentMarks Of(
        EnvironmentFile? file,
        string variable,
        IReadOnlyList<string> hosts,
        string? key
    ) =>
        new(
            file is null
                ? null
                : [.. file.Variables.Select(one => one.Key).Order(StringComparer.Ordinal)],
            file?.Variables.FirstOrDefault(one => one.Key == variable).Value is { } address
            && PostgresAddress.Parse(address) is AddressReading.Found found
                ? Fingerprint(found.Address, hosts)
                : null,
            key
        );

    /// <summary>Without user and password: two users of one database are not two databases.</summary>
    private static string Fingerprint(PostgresAddress at, IReadOnlyList<string> hosts)
    {
        var host = (at["PGHOSTADDR"] ?? at["PGHOST"] ?? "").ToLowerInvariant();
        var where =
            host is "" or "localhost" or "127.0.0.1" or "::1" || host.StartsWith('/')
                ? string.Join(',', hosts)
                : host;
        var text = $"{where}:{at["PGPORT"] ?? "5432"}/{at["PGDATABASE"] ?? at["PGUSER"]}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
