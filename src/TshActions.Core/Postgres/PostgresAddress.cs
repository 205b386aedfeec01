using System.Text.RegularExpressions;
using TshActions.Core.Releases;

namespace TshActions.Core.Postgres;

/// <summary>
/// Where a database is, as PostgreSQL's own programs take it: one environment variable for each part
/// (PostgreSQL manual, "Environment Variables" of libpq), so that no password ever stands in an argument.
/// </summary>
public sealed partial class PostgresAddress
{
    private static readonly string[] SslModes =
    [
        "disable",
        "allow",
        "prefer",
        "require",
        "verify-ca",
        "verify-full",
    ];

    private PostgresAddress(IReadOnlyList<KeyValuePair<string, string>> variables) =>
        Environment = EnvironmentFile.Of(variables);

    /// <summary>PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE and what else the address says.</summary>
    public EnvironmentFile Environment { get; }

    /// <summary>As PostgreSQL is told it; null when the address has none.</summary>
    public string? Password => this["PGPASSWORD"];

    public string? this[string variable] =>
        Environment.Variables.FirstOrDefault(pair => pair.Key == variable).Value;

    /// <summary>
    /// Reads `postgresql://user:password@host:port/database?parameters` with the leave that libpq and SQLAlchemy give:
    /// a driver behind the scheme, percent-encoding, several hosts, IPv6, a socket's folder, any part left out.
    /// </summary>
    public static AddressReading Parse(string text)
    {
        if (Address().Match(text.Trim()) is not { Success: true } address)
            return new AddressReading.Unreadable(
                "it is no PostgreSQL address: it should begin with postgresql:// or postgres://"
            );
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        void Add(string variable, string value)
        {
            if (value.Length > 0)
                variables[variable] = Uri.UnescapeDataString(value);
        }

        if (Hosts(address.Groups["hosts"].Value) is not var (names, ports))
            return new AddressReading.Unreadable("its host and port cannot be told apart");
        Add("PGHOST", names);
        Add("PGPORT", ports);
        Add("PGUSER", address.Groups["user"].Value);
        Add("PGPASSWORD", address.Groups["password"].Value);
        Add("PGDATABASE", address.Groups["database"].Value);
        foreach (var (variable, value) in PostgresParameters.Of(address.Groups["query"].Value))
            Add(variable, value);
        return Wrong(variables) is { } reason
            ? new AddressReading.Unreadable(reason)
            : new AddressReading.Found(new([.. variables]));
    }

    private static string? Wrong(Dictionary<string, string> variables)
    {
        if (variables.Values.Any(value => value.Any(char.IsControl)))
            return "a part of it holds a line break or another control character";
        if (
            variables.TryGetValue("PGPORT", out var ports)
            && !ports
                .Split(',')
                .All(port =>
                    port.Length is 0 || (ushort.TryParse(port, out var number) && number > 0)
                )
        )
            return "its port is no number from 1 to 65535";
        return variables.TryGetValue("PGSSLMODE", out var mode) && !SslModes.Contains(mode)
            ? $"its sslmode is none of {string.Join(", ", SslModes)}"
            : null;
    }

    /// <summary>`a:1,b:2` as PGHOST and PGPORT: `a,b` and `1,2`; null when one of them is no host.</summary>
    private static (string Names, string Ports)? Hosts(string text)
    {
        var hosts = text.Split(',').Select(host => Host().Match(host)).ToList();
        if (hosts.Any(host => !host.Success))
            return null;
        var ports = hosts.Select(host => host.Groups["port"].Value).ToList();
        return (
            string.Join(',', hosts.Select(host => host.Groups["name"].Value)),
            ports.All(port => port.Length is 0) ? "" : string.Join(',', ports)
        );
    }

    // An `@` before the first `/` ends the user's part; SQLAlchemy also takes a `/` within the password.
    [GeneratedRegex(
        @"\Apostgres(?:ql)?(?:\+\w+)?://(?:(?<user>[^:/?@]*)(?::(?<password>[^/?]*|[^@?]*))?@)?(?<hosts>[^/?@]*)(?:/(?<database>[^?]*))?(?:\?(?<query>.*))?\z",
        RegexOptions.Singleline
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"\A(?:\[(?<name>[^\]]*)\]|(?<name>[^:\[\]]*))(?::(?<port>.*))?\z")]
    private static partial Regex Host();
}
