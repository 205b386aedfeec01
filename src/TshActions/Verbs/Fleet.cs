using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>All hosts of an environment. What one of them cannot do, none of them does.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly VerbRun _run;
    private readonly Turns _turns;

    private Fleet(
        VerbRun run,
        IReadOnlyList<Member> members,
        IReadOnlyList<Trouble> unreached,
        int? atOnce
    )
    {
        (_run, Members, Unreached) = (run, members, unreached);
        _turns = new Turns(run.Story, Several, atOnce ?? Math.Max(1, members.Count));
    }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>Hosts there was no way to; empty unless <see cref="ConnectWhoCanAsync"/> made the fleet.</summary>
    public IReadOnlyList<Trouble> Unreached { get; }

    /// <summary>Whether the environment has several hosts, so that each must be named.</summary>
    public bool Several => Members.Count + Unreached.Count > 1;

    /// <exception cref="ActionException">With the trouble of every host that could not be reached.</exception>
    public static async Task<Fleet> ConnectAsync(VerbRun run, CancellationToken cancel)
    {
        var fleet = await ConnectWhoCanAsync(run, cancel);
        if (fleet.Unreached is not [var first, ..])
            return fleet;
        await fleet.DisposeAsync();
        throw fleet.Several
            ? new HostUnreachable(
                string.Join("; ", fleet.Unreached),
                $"{first.Error.Advice}. No host was touched: all of them are reached first, or none is changed",
                first.Error.Foreign
            )
            : first.Error;
    }

    /// <summary>For verbs that change nothing, or bring each host to its own end, whatever became of the others.</summary>
    /// <exception cref="HostUnreachable">Not one host was reached.</exception>
    public static async Task<Fleet> ConnectWhoCanAsync(VerbRun run, CancellationToken cancel)
    {
        var places = run.FindPlaces();
        List<Member> members = [];
        List<Trouble> unreached = [];
        try
        {
            foreach (var place in places)
                try
                {
                    var remote = await run.ConnectAsync(place, place.Host.User, cancel);
                    members.Add(
                        new(
                            new AppHost(remote, place, run.Token),
                            new Prober(remote, place, run.Time),
                            remote
                        )
                        {
                            On = places.Count > 1 ? $" on {place.Host.Name}" : "",
                        }
                    );
                }
                catch (HostUnreachable error)
                {
                    unreached.Add(new(place.Host.Name, error));
                }
        }
        catch
        {
            foreach (var member in members)
                await member.DisposeAsync();
            throw;
        }

        return new Fleet(run, members, unreached, places[0].Environment.MaxParallel);
    }

    /// <exception cref="ActionException">No host was reached.</exception>
    public Fleet RequireOne() => Members.Count > 0 ? this : throw Unreached[0].Error;

    /// <summary>What was seen last on each of <see cref="Members"/>.</summary>
    public IReadOnlyList<HostState> States { get; private set; } = [];

    /// <summary>Looks at every host and tells the run what is live.</summary>
    public async Task<IReadOnlyList<HostState>> ObserveAsync(CancellationToken cancel)
    {
        foreach (var member in Members)
            await member.App.EnsureHelperAsync(cancel);
        var states = await Task.WhenAll(Members.Select(member => member.App.ObserveAsync(cancel)));
        _run.Saw(states, "untouched");
        return States = states;
    }

    /// <summary>Takes the lease on every host, and resolves what a dead run left there.</summary>
    /// <param name="seize">Take it from a run that is alive.</param>
    /// <param name="adopt">Whether an unfinished entry of this same run is gone on with, not resolved.</param>
    public async Task TakeLeasesAsync(bool seize, bool adopt, CancellationToken cancel)
    {
        var patience = TimeSpan.FromSeconds(int.Parse(_run.Inputs["lease-wait"]));
        foreach (var member in Members)
        {
            await member.App.EnsureHelperAsync(cancel);
            member.Lease = await Lease.TakeAsync(
                member.App,
                _run.Owner,
                seize,
                patience,
                _run.Story.Say,
                _run.Time,
                cancel
            );
            _run.SaveState("lease", _run.Token);
            if (member.Lease.Open is not { } open || (adopt && open.IsUnconfirmed))
                continue;
            await _run.Story.StepAsync(
                $"Resolve what was left {On(member)}: {open}",
                async () => (await member.App.ResolveAsync(null, cancel)).ToString()
            );
        }
    }

    /// <summary>Gives back what leases there are; a host that cannot be reached frees its own.</summary>
    public async Task ReleaseAsync(CancellationToken cancel)
    {
        foreach (var member in Members)
            try
            {
                if (member.Lease is { } lease)
                    await lease.ReleaseAsync(cancel);
            }
            catch (HostUnreachable error)
            {
                _run.Story.Say($"  {error.Message}; the lease there ends by itself");
            }
    }

    /// <inheritdoc cref="Turns.EachAsync"/>
    public Task EachAsync(
        IReadOnlyList<(Member Member, string Title)> work,
        Func<Member, Task<string>> carryOut
    ) => _turns.EachAsync(work, carryOut);

    /// <inheritdoc cref="Turns.EveryAsync"/>
    public Task<IReadOnlyList<Trouble>> EveryAsync(
        IReadOnlyList<(Member Member, string Title)> work,
        Func<Member, Task<string>> carryOut
    ) => _turns.EveryAsync(work, carryOut);

    /// <inheritdoc cref="Turns.Told"/>
    public string Told(Exception error) => _turns.Told(error);

    /// <summary>Asks each host whether it still listens to this run.</summary>
    public async Task<IReadOnlyList<Trouble>> UnheardAsync(CancellationToken cancel)
    {
        var heard = await Task.WhenAll(
            Members.Select(async member =>
            {
                try
                {
                    await member.App.RenewAsync(cancel);
                    return null;
                }
                catch (ActionException error)
                {
                    return new Trouble(member.Name, error);
                }
            })
        );
        return [.. heard.OfType<Trouble>()];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
            await member.DisposeAsync();
    }

    private string On(Member member) => Several ? $"on {member.Name}" : "here";
}
