using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>All hosts of an environment. What one of them cannot do, none of them does.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    // All of a cancelled run must be over within 7 s, and most of that was needed before.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(1);

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

    /// <summary>Looks at every host that can be looked at, and says of the others that nobody knows.</summary>
    /// <returns>What was seen.</returns>
    public async Task<IReadOnlyList<HostState>> SeeWhoCanAsync(string how, CancellationToken cancel)
    {
        var seen = await Task.WhenAll(
            Members.Select(async member =>
            {
                try
                {
                    return await member.App.ObserveAsync(cancel);
                }
                catch (ActionException)
                {
                    return null;
                }
            })
        );
        List<HostState> states = [.. seen.OfType<HostState>()];
        if (states.Count == Members.Count)
            _run.Saw(states, how);
        else
        {
            _run.SawNothing();
            _run.Live = string.Join(
                "; ",
                Members
                    .Zip(seen)
                    .Select(pair =>
                        pair.Second is { } state && Served.Now(state) is { } now
                            ? $"{now}{pair.First.On}, {how}"
                            : $"unknown{pair.First.On}"
                    )
            );
        }

        return states;
    }

    /// <summary>Takes the lease on every host, one after the other, and resolves what a dead run left there.</summary>
    public async Task TakeLeasesAsync(bool seize, bool adopt, CancellationToken cancel)
    {
        foreach (var member in Members)
            await TakeLeaseAsync(member, seize, adopt, cancel);
    }

    /// <param name="seize">Take it from a run that is alive.</param>
    /// <param name="adopt">Whether an unfinished entry of this same run is gone on with, not resolved.</param>
    public async Task TakeLeaseAsync(
        Member member,
        bool seize,
        bool adopt,
        CancellationToken cancel
    )
    {
        await member.App.EnsureHelperAsync(cancel);
        // Before it is taken: killed in between, the post step would not know the token.
        _run.SaveState("lease", _run.Token);
        member.Lease = await Lease.TakeAsync(
            member.App,
            _run.Owner,
            seize,
            TimeSpan.FromSeconds(int.Parse(_run.Inputs["lease-wait"])),
            _run.Story.Say,
            _run.Time,
            cancel
        );
        if (member.Lease.Open is { } open && !(adopt && open.IsUnconfirmed))
        {
            _run.Live = "unknown: what a dead run left is brought to its end";
            await _run.Story.StepAsync(
                $"Resolve what was left {On(member)}: {open}",
                async () => (await member.App.ResolveAsync(null, cancel)).ToString()
            );
        }

        // Only now: what the dead run left is of the host as that run knew it. Who was here meanwhile may have told it more.
        if (!member.Lease.NothingHappened)
            await member.App.LookAnewAsync(cancel);
        member.ToldAnew = await member.App.TellAnewAsync(cancel);
    }

    /// <summary>Gives back what leases there are; a host that cannot be reached frees its own.</summary>
    /// <param name="cancelled">The run's: once it is cancelled there is hardly any time left.</param>
    public async Task ReleaseAsync(CancellationToken cancelled)
    {
        using var late = new CancellationTokenSource(
            cancelled.IsCancellationRequested ? Parting : AppHost.Soon,
            _run.Time
        );
        using var hurry = cancelled.Register(() => late.CancelAfter(Parting));
        await Task.WhenAll(
            Members.Select(async member =>
            {
                try
                {
                    if (member.Lease is { } lease)
                        await lease.ReleaseAsync(late.Token);
                }
                catch (Exception error)
                    when (error is HostUnreachable or OperationCanceledException)
                {
                    _run.Story.Say(
                        $"  {(error is HostUnreachable ? error.Message : $"{member.Name} gave no answer in time")}; the lease there ends by itself"
                    );
                }
            })
        );
    }

    /// <summary>
    /// The run ends before a release that nobody confirmed is settled: the guards do that once the lease is theirs, so
    /// what was live a moment ago is no answer any more.
    /// </summary>
    public void LeaveToGuards()
    {
        if (!Members.Any(member => member.IsUnconfirmed))
            return;
        if (!_run.Outputs.ContainsKey("verdict"))
            _run.Output("verdict", "inconclusive");
        _run.SawNothing();
        _run.Live = string.Join(
            "; ",
            Members.Select(member =>
                member.IsUnconfirmed
                    ? member.Unsettled
                    : $"{States.Where(state => state.Host == member.Name).Select(Served.Now).FirstOrDefault()?.ToString() ?? "unknown"}{member.On}"
            )
        );
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
        await Task.WhenAll(Members.Select(member => member.DisposeAsync().AsTask()));
    }

    private string On(Member member) => Several ? $"on {member.Name}" : "here";
}
