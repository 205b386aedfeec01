using TshActions.Core.Postgres;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Drift;

/// <summary>The database of an application that runs on a host, reached through ssh: where it listens may be known there alone.</summary>
internal sealed class HostedDatabase : IDisposable
{
    private readonly SocketFolder _folder;

    private HostedDatabase(PostgresAddress address, string forwarded) =>
        (Address, _folder) = (address, new(forwarded));

    public PostgresAddress Address { get; }

    public string Socket => _folder.Path;

    /// <summary>Where the application itself looks for it; nothing is left on the host.</summary>
    /// <param name="hide">Called with each secret that was read.</param>
    /// <param name="instead">What to do where it cannot be had this way.</param>
    public static async Task<HostedDatabase> FindAsync(
        IRemoteHost remote,
        Place place,
        Action<string> hide,
        string instead,
        CancellationToken cancel
    )
    {
        var name = place.Environment.Name;
        var variable = place.Manifest.Database.Variable;
        var environment = await LiveEnvironment.ReadAsync(remote, place, instead, cancel);
        var text = environment.Variables.FirstOrDefault(pair => pair.Key == variable).Value;
        if (string.IsNullOrWhiteSpace(text))
            throw new ReadFailure(
                $"{name}: the application's environment has no {variable}",
                $"name the right variable under `database.variable`, or {instead}"
            );
        hide(text);
        var address = Addresses.Read(text, $"{variable} of {name}", hide);
        if (AsHostReachesIt(address) is not { } at)
            throw new ReadFailure(
                $"{name}: its address names several hosts, {address["PGHOST"]}",
                instead
            );
        return new(address, await remote.ForwardAsync(at, cancel));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>In OpenSSH's words: host and port, or the path of a socket.</summary>
    /// <returns>Null where that is not one place.</returns>
    private static string? AsHostReachesIt(PostgresAddress address)
    {
        var (host, port) = (Loopback.HostOf(address), address["PGPORT"] ?? "5432");
        return host.Contains(',') ? null
            : host.StartsWith('/') ? $"{host}/.s.PGSQL.{port}"
            : host.Contains(':') ? $"[{host}]:{port}"
            : $"{host}:{port}";
    }
}
