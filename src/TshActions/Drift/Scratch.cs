using TshActions.Core.Postgres;
using TshActions.Core.Releases;
using TshActions.Core.Schemas;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Drift;

/// <summary>
/// A PostgreSQL that a host begins for the migrations alone, with an empty database for each side. It holds nothing of any
/// environment, and is gone at the end, or after a time by itself.
/// </summary>
internal sealed class Scratch : IAsyncDisposable
{
    private readonly IRemoteHost _remote;
    private readonly Place _place;
    private readonly string _owner;
    private readonly string _folder;
    private readonly string _password;
    private readonly SocketFolder _socket;
    private readonly EnvironmentFile _live;

    private Scratch(
        IRemoteHost remote,
        Place place,
        string owner,
        string folder,
        string password,
        string socket,
        EnvironmentFile live
    ) =>
        (_remote, _place, _owner, _folder, _password, _socket, _live) = (
            remote,
            place,
            owner,
            folder,
            password,
            new(socket),
            live
        );

    /// <param name="like">Whose major version and locale it has.</param>
    /// <param name="roles">That migrations may speak of.</param>
    /// <param name="most">After that it ends by itself.</param>
    /// <exception cref="ActionException">The host cannot have one.</exception>
    public static async Task<Scratch> BeginAsync(
        IRemoteHost remote,
        Place place,
        CatalogHead like,
        string owner,
        IEnumerable<string> roles,
        TimeSpan most,
        Action<string> hide,
        CancellationToken cancel
    )
    {
        var live = await LiveEnvironment.ReadAsync(remote, place, "leave the migrations", cancel);
        var begun = await HelpAsync(
            remote,
            [
                "scratch",
                place.Root,
                LeasedHost.Seconds(most),
                $"{like.VersionNumber / 10000}",
                .. like.Locale.Split(' '),
                owner,
                .. roles.Where(role => role != owner),
            ],
            cancel
        );
        if (!begun.Succeeded)
            throw new ReadFailure(
                begun.Refusal ?? $"no PostgreSQL could be begun on {place.Host.Name}",
                "install it there, or set `drift.scratch`"
            );
        var said = begun
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var (folder, password) = (said["folder"], said["password"]);
        hide(password);
        try
        {
            var socket = await remote.ForwardAsync($"{folder}/{SocketFolder.Name}", cancel);
            return new(remote, place, owner, folder, password, socket, live);
        }
        catch
        {
            await EndAsync(remote, folder);
            throw;
        }
    }

    /// <summary>Runs a command as the live release would, with the scratch as its database.</summary>
    /// <param name="database">`production` or `staging`.</param>
    public Task<ProcessResult> RunAsync(
        string database,
        string command,
        TimeSpan most,
        CancellationToken cancel
    ) =>
        HelpAsync(
            _remote,
            [
                "scratch_run",
                _place.Root,
                _folder,
                LeasedHost.Seconds(most),
                command,
                .. ScratchVariables.Of(_live, _owner, _folder, database),
            ],
            cancel
        );

    public async Task<Catalog> ReadAsync(
        string database,
        ReadOptions options,
        CancellationToken cancel
    )
    {
        var address = (AddressReading.Found)
            PostgresAddress.Parse(
                $"postgresql://{Uri.EscapeDataString(_owner)}:{_password}@localhost/{database}"
            );
        await using var source = DatabaseDoor.Of(address.Address, options.Connect, _socket.Path);
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await new CatalogReader(options).ReadAsync(connection, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await EndAsync(_remote, _folder);
    }

    // Also when all else is cancelled; where the host does not hear it, the scratch ends by itself.
    private static async Task EndAsync(IRemoteHost remote, string folder)
    {
        try
        {
            await HelpAsync(remote, ["scratch_end", folder], CancellationToken.None);
        }
        catch (HostUnreachable) { }
    }

    private static Task<ProcessResult> HelpAsync(
        IRemoteHost remote,
        IEnumerable<string> words,
        CancellationToken cancel
    ) =>
        remote.SendTextAsync(
            ShellCommand.Of(["sh", "-s", "--", .. words]),
            HostHelper.Text,
            cancel
        );
}
