using System.Globalization;
using TshActions.Core.Postgres;
using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Drift;

/// <summary>The database of an application that runs on a host, reached through ssh: it listens on loopback there.</summary>
internal sealed class HostedDatabase : IDisposable
{
    private readonly DirectoryInfo _folder;

    private HostedDatabase(PostgresAddress address, string forwarded)
    {
        Address = address;
        // PostgreSQL's clients know a socket by its folder and a port.
        _folder = Directory.CreateTempSubdirectory("tsh-");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, ".s.PGSQL.5432"), forwarded);
    }

    public PostgresAddress Address { get; }

    public string Socket => _folder.FullName;

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
        var said = await remote.SendTextAsync(
            ShellCommand.Of("sh", "-s", "--", "environment", place.Root),
            HostHelper.Text,
            cancel
        );
        if (!said.Succeeded)
            throw new ReadFailure(
                $"{name}: what is live on {place.Host.Name} cannot be asked for its database: {said.Error.Trim()}",
                $"deploy once, or {instead}"
            );
        var variable = place.Manifest.Database.Variable;
        var (environment, _) = EnvironmentFile.Parse(said.Output);
        var text = environment.Variables.FirstOrDefault(pair => pair.Key == variable).Value;
        if (string.IsNullOrWhiteSpace(text))
            throw new ReadFailure(
                $"{name}: the application's environment has no {variable}",
                $"name the right variable under `database.variable`, or {instead}"
            );
        hide(text);
        var address = Addresses.Read(text, $"{variable} of {name}", hide);
        if (!IsLoopback(address["PGHOSTADDR"] ?? address["PGHOST"]))
            throw new ReadFailure(
                $"{name}: its database is on {address["PGHOST"]}, not on {place.Host.Name} itself",
                instead
            );
        var port = int.Parse(address["PGPORT"] ?? "5432", CultureInfo.InvariantCulture);
        return new(address, await remote.ForwardAsync(port, cancel));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsLoopback(string? host) =>
        host is null or "" or "localhost" or "::1"
        || host.StartsWith("127.", StringComparison.Ordinal);
}
