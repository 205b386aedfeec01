using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>One host of the fleet during a run.</summary>
internal sealed record Member(AppHost App, Prober Prober, IRemoteHost Remote) : IAsyncDisposable
{
    public string Name => App.Name;

    /// <summary>The right to change it; null until it is taken, and in runs that only look.</summary>
    public Lease? Lease { get; set; }

    /// <summary>Whether what is live there waits to be confirmed or taken back.</summary>
    public bool IsUnconfirmed => Lease?.Open is { IsUnconfirmed: true };

    public async ValueTask DisposeAsync()
    {
        if (Lease is not null)
            await Lease.DisposeAsync();
        Prober.Dispose();
        await Remote.DisposeAsync();
    }
}

/// <summary>All hosts of an environment. What one of them cannot do, none of them does.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly VerbRun _run;
    private readonly int _atOnce;

    private Fleet(VerbRun run, IReadOnlyList<Member> members, int? atOnce) =>
        (_run, Members, _atOnce) = (run, members, atOnce ?? members.Count);

    public IReadOnlyList<Member> Members { get; }

    /// <exception cref="ActionException">With the trouble of every host that could not be reached.</exception>
    public static async Task<Fleet> ConnectAsync(VerbRun run, CancellationToken cancel)
    {
        var places = run.FindPlaces();
        List<Member> members = [];
        try
        {
            foreach (var place in places)
            {
                var remote = await run.ConnectAsync(place, place.Host.User, cancel);
                members.Add(
                    new(
                        new AppHost(remote, place, run.Token),
                        new Prober(remote, place, run.Time),
                        remote
                    )
                );
            }
        }
        catch
        {
            foreach (var member in members)
                await member.DisposeAsync();
            throw;
        }

        return new Fleet(run, members, places[0].Environment.MaxParallel);
    }

    /// <summary>Looks at every host and tells the run what is live.</summary>
    public async Task<IReadOnlyList<HostState>> ObserveAsync(CancellationToken cancel)
    {
        foreach (var member in Members)
            await member.App.EnsureHelperAsync(cancel);
        var states = await Task.WhenAll(Members.Select(member => member.App.ObserveAsync(cancel)));
        _run.Saw(states, "untouched");
        return states;
    }

    /// <summary>Takes the lease on every host, and resolves what a dead run left there.</summary>
    /// <param name="seize">Take it from a run that is alive.</param>
    /// <param name="adopt">Whether an unfinished entry of this same run is gone on with, not resolved.</param>
    public async Task TakeLeasesAsync(bool seize, bool adopt, CancellationToken cancel)
    {
        var patience = Patience(_run.Inputs["lease-wait"]);
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

    private static TimeSpan Patience(string text) =>
        int.TryParse(text, out var seconds) && seconds is >= 0 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : throw new BadInput($"`lease-wait` is `{text}`", "write seconds, from 0 to 3600");

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

    /// <summary>One step on some hosts, as many at once as the manifest allows; all are tried, then the first trouble is thrown.</summary>
    public async Task EachAsync(
        IReadOnlyList<(Member Member, string Title)> work,
        Func<Member, Task<string>> carryOut
    )
    {
        using var turns = new SemaphoreSlim(_atOnce);
        await Task.WhenAll(
            work.Select(async item =>
            {
                await turns.WaitAsync();
                try
                {
                    await _run.Story.StepAsync(
                        Members.Count > 1 ? $"{item.Title} on {item.Member.Name}" : item.Title,
                        () => carryOut(item.Member)
                    );
                }
                finally
                {
                    turns.Release();
                }
            })
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
            await member.DisposeAsync();
    }

    private string On(Member member) => Members.Count > 1 ? $"on {member.Name}" : "here";
}
