using TshActions.Core.Postgres;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Reports;
using TshActions.Core.Schemas.Snapshots;
using TshActions.Drift;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>One side of a comparison: an environment, and how its schema is had.</summary>
/// <param name="Role">`production` or `staging`, as inputs are named.</param>
/// <param name="Place">Null where nothing is asked of the environment itself.</param>
internal sealed record ComparedSide(VerbRun Run, string Role, string Name, Place? Place)
{
    public const string Live = "live";

    // Most changes of a schema take no longer than that.
    private const int Patience = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The input that gives the address where the host cannot.</summary>
    private string AddressInput => $"{Role}-database";

    public async Task<DriftSource> ReadAsync(ReadOptions options, CancellationToken cancel) =>
        Run.Inputs[Role] is Live
            ? new(Name, Live, await ReadLiveAsync(options, cancel), IsLive: true)
            : OfSnapshot(Run.Inputs[Role]);

    public async Task<Catalog> ReadLiveAsync(ReadOptions options, CancellationToken cancel)
    {
        Catalog? catalog = null;
        await Run.Story.StepAsync(
            $"Read the schema of {Name}",
            async () =>
            {
                catalog = await ConnectAndReadAsync(options, cancel);
                var head = catalog.Head;
                return $"PostgreSQL {head.Server}{(head.Standby ? ", a standby" : "")}, {catalog.Facts.Count} things";
            }
        );
        return catalog!;
    }

    /// <summary>Whether there is a host, and a key for it.</summary>
    public bool HasHost => Place is not null && Key.Length > 0;

    /// <exception cref="HostUnreachable">There is no way to it.</exception>
    public Task<IRemoteHost> ConnectAsync(CancellationToken cancel) =>
        Run.ConnectAsync(Place!, Place!.Host.User, Key, cancel);

    private async Task<Catalog> ConnectAndReadAsync(ReadOptions options, CancellationToken cancel)
    {
        if (Run.Inputs[AddressInput] is { Length: > 0 } text)
        {
            Run.Story.Hide(text);
            return await ReadAsync(
                Addresses.Read(text, $"`{AddressInput}`", Run.Story.Hide),
                null,
                options,
                cancel
            );
        }

        if (Key.Length is 0)
            throw new BadInput(
                $"there is no way to the database of {Name}: both `{AddressInput}` and `{Role}-ssh-key` are empty. {Inputs.EmptySecret}",
                "give one of the two"
            );
        await using var remote = await ConnectAsync(cancel);
        using var hosted = await HostedDatabase.FindAsync(
            remote,
            Place!,
            Run.Story.Hide,
            $"give an address that can be reached from here as the secret `{AddressInput}`",
            cancel
        );
        return await ReadAsync(hosted.Address, hosted.Socket, options, cancel);
    }

    private async Task<Catalog> ReadAsync(
        PostgresAddress address,
        string? socket,
        ReadOptions options,
        CancellationToken cancel
    )
    {
        try
        {
            for (var again = Patience; ; again--)
                try
                {
                    await using var source = DatabaseDoor.Of(address, options.Connect, socket);
                    await using var connection = await source.OpenConnectionAsync(cancel);
                    return await new CatalogReader(options).ReadAsync(connection, cancel);
                }
                catch (BeingChanged) when (again > 0)
                {
                    await Task.Delay(Pause, Run.Time, cancel);
                }
        }
        catch (Exception error) when (ReadFailure.IsOne(error) && !cancel.IsCancellationRequested)
        {
            throw ReadFailure.Of(Name, error);
        }
    }

    private DriftSource OfSnapshot(string file)
    {
        var path = Run.InWorkspace(file);
        if (!File.Exists(path))
            throw new BadInput(
                $"there is no snapshot at {file}",
                $"write one with the input `snapshot`, or let `{Role}` be `{Live}`"
            );
        var reading = SnapshotText.Read(File.ReadAllText(path));
        foreach (var problem in reading.Problems)
        {
            Run.Story.Say($"{file}: {problem}");
            Run.Story.Alarm("Snapshot", $"{problem.What}. {problem.Fix}", file, problem.Line, 1);
        }

        return reading.Catalog is { } catalog
            ? new(Name, $"snapshot {file}", catalog, IsLive: false)
            : throw new BadInput(
                $"{file} has {reading.Problems.Count} problem{(reading.Problems.Count is 1 ? "" : "s")}, listed above",
                "take it from the repository again, or write it anew"
            );
    }

    private string Key =>
        Run.Inputs[$"{Role}-ssh-key"] is { Length: > 0 } own
            ? own
            : Run.Inputs["production-ssh-key"];
}
