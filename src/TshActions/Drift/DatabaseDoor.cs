using System.Globalization;
using Npgsql;
using TshActions.Core.Postgres;

namespace TshActions.Drift;

/// <summary>Opens a connection that cannot write, for as long as one reading takes.</summary>
internal static class DatabaseDoor
{
    // Of this program, in the server's log and in pg_stat_activity.
    private const string Name = "tsh schema-drift-check";

    /// <param name="socket">Folder of the unix socket to go through, instead of the address' own host.</param>
    public static NpgsqlDataSource Of(
        PostgresAddress address,
        TimeSpan patience,
        string? socket = null
    )
    {
        var builder = new NpgsqlSlimDataSourceBuilder();
        var say = builder.ConnectionStringBuilder;
        say.Host = socket ?? Loopback.HostOf(address);
        if (socket is null && address["PGPORT"] is { } port)
            say.Port = int.Parse(port.Split(',')[0], CultureInfo.InvariantCulture);
        say.Username = address["PGUSER"] ?? "postgres";
        say.Password = address.Password;
        say.Database = address["PGDATABASE"] ?? say.Username;
        // Within ssh, and then within one machine, there is nothing to protect against.
        say.SslMode =
            socket is not null && Loopback.IsOf(address)
                ? SslMode.Disable
                : Mode(address["PGSSLMODE"]);
        if (address["PGSSLROOTCERT"] is { } root)
            say.RootCertificate = root;
        // There is no Kerberos in our image, and asking for it costs a connection of its own.
        say.GssEncryptionMode = GssEncryptionMode.Disable;
        say.ApplicationName = Name;
        say.Timeout = Math.Max(1, (int)patience.TotalSeconds);
        say.Pooling = false;
        say.Multiplexing = false;
        // Beside READ ONLY of the transaction itself: nothing that comes before or after it can write either.
        say.Options = "-c default_transaction_read_only=on";
        builder.EnableTransportSecurity();
        // It would cost a round trip, and all that is read is text.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    private static SslMode Mode(string? mode) =>
        mode switch
        {
            "disable" => SslMode.Disable,
            "allow" => SslMode.Allow,
            "require" => SslMode.Require,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => SslMode.Prefer,
        };
}
