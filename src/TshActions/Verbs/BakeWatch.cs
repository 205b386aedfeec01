using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Slots;
using TshActions.Core.Ticks;
using TshActions.Host;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>
/// One host during a bake: what its own prober writes down there, and what is asked from here, put together tick by tick.
/// </summary>
internal sealed class BakeWatch(VerbRun run, Member member, HostState state, string release)
{
    private readonly GatePolicy _gate = member.App.Place.Environment.Gate;
    private readonly Slot _live = ((Routing.To)state.Routing).Slot;
    private readonly HostWatch _watch = new(member.App);
    private readonly SlotChecks _checks = new(run, member);
    private readonly CheckTimes _times = new(member.App.Place.Environment.Gate);
    private readonly Dictionary<int, Tick> _onHost = [];
    private readonly Dictionary<int, Tick> _fromHere = [];
    private readonly List<Task> _asking = [];
    private string _name = "";
    private string _unheard = "";
    private bool _begun;
    private bool _damaged;
    private int _read;
    private int _starts;

    // A prober that was killed is started again, from the tick that is due.
    private int _from;

    public Member Member => member;

    public Ruling? Ruling { get; private set; }

    public BakePolicy Policy => _gate.Bake;

    /// <summary>So much after it was due the last tick may be told: its probes may hang, and it began after us.</summary>
    public TimeSpan LateBy => _gate.Timeout + TimeSpan.FromSeconds(3);

    public BakeCase Case { get; private set; } =
        new(
            release,
            Baseline.None,
            state[state.Routing is Routing.To(var live) ? live.Other : Slot.Blue].Release
                is not null
        );

    private string Unique =>
        $"{run.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{run.Token[..8]}-{_starts}";

    public Task StartAsync(CancellationToken cancel) =>
        HeardAsync(async () =>
        {
            await BeginAsync(0, cancel);
            // A line in the access log proves that nginx writes it; until there is one, nothing is believed of it.
            await member.Prober.AskSiteAsync(cancel);
            return true;
        });

    /// <summary>What is asked from here in this tick. It may last longer than the tick, and is put into it all the same.</summary>
    public void Ask(int place, CancellationToken cancel)
    {
        foreach (var probe in _gate.Probes.Where(probe => probe.From is Vantage.Site))
            _asking.Add(NoteAsync(place, () => AskAtSiteAsync(probe, cancel)));
        foreach (var check in _times.Due(place * Policy.Interval))
            _asking.Add(NoteAsync(place, () => AskCheckAsync(check, place, cancel)));
    }

    /// <summary>Fetches what the host has measured meanwhile.</summary>
    /// <returns>Whether more may come.</returns>
    public Task<bool> ReadAsync(int place, CancellationToken cancel) =>
        HeardAsync(async () =>
        {
            if (!_begun)
            {
                await BeginAsync(place, cancel);
                return true;
            }

            var recorded = await _watch.ReadOnAsync(_name, _read + 1, cancel);
            foreach (var line in recorded.Lines)
                Note(line);
            if (recorded.State is not WatchState.Died || place + 1 >= Policy.Ticks || _starts > 3)
                return recorded.State is WatchState.Running;
            run.Story.Say($"  the prober on {member.Name} died; it is started again");
            await BeginAsync(place + 1, cancel);
            return true;
        });

    private void Note(string line)
    {
        _read++;
        if (TickLine.ReadOrNothing(line) is not { } tick)
        {
            // The first line says what is measured.
            if (_read > 1 && !_damaged)
                run.Story.Say(
                    $"  {member.Name} wrote a tick that cannot be read; it counts as not measured"
                );
            _damaged |= _read > 1;
            return;
        }

        var at = tick.At + _from * Policy.Interval;
        _onHost[(int)Math.Round(at / Policy.Interval)] = tick with { At = at };
    }

    /// <summary>A host that is not heard measures on without us; if it stays silent, the lease ends this run.</summary>
    private async Task<bool> HeardAsync(Func<Task<bool>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HostUnreachable error)
        {
            if (error.Message != _unheard)
                run.Story.Say($"  {error.Message}");
            _unheard = error.Message;
            return true;
        }
    }

    /// <summary>Whether the host has told all that it measures up to a tick.</summary>
    public bool Has(int place) => _onHost.ContainsKey(place);

    public Ruling Judge(TimeSpan elapsed) =>
        Ruling = PostSwitchJudge.Judge(Policy, Case, Ticks, elapsed);

    /// <summary>Ends the prober, once what is asked from here has ended; what was written stays on the host.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await Task.WhenAll(_asking);
        try
        {
            if (_name.Length > 0)
                await _watch.StopAsync(_name, cancel);
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            // It ends by itself with the lease.
        }
    }

    public GateRecord Record =>
        new(
            member.Name,
            new Recording(
                new RecordingHead(
                    member.App.Place.Manifest.App,
                    member.App.Place.Environment.Name,
                    member.Name,
                    release,
                    Policy.Interval,
                    Policy.Bake,
                    Case.HasOldSlot,
                    new Asked(
                        Policy.CategoryOf,
                        Policy.Edge,
                        [.. Policy.Checks.Keys],
                        [.. Policy.Gauges.Select(gauge => gauge.Name)]
                    ),
                    Case.Baseline.Milliseconds
                ),
                Ticks
            ),
            Ruling,
            []
        );

    public IReadOnlyList<Tick> Ticks
    {
        get
        {
            lock (_fromHere)
                return
                [
                    .. _onHost
                        .Keys.Union(_fromHere.Keys)
                        .Order()
                        .Select(place =>
                            (
                                _onHost.GetValueOrDefault(place),
                                _fromHere.GetValueOrDefault(place)
                            ) switch
                            {
                                ({ } host, { } here) => host with
                                {
                                    Edge = here.Edge,
                                    Checks = here.Checks,
                                },
                                ({ } host, _) => host,
                                (_, { } here) => here with { Gap = true },
                                _ => new Tick(place * Policy.Interval, Gap: true),
                            }
                        ),
                ];
        }
    }

    /// <param name="from">The tick that is due.</param>
    private async Task BeginAsync(int from, CancellationToken cancel)
    {
        if (Case.Baseline == Baseline.None && state[_live].Deployment is { } deployment)
            Case = Case with
            {
                Baseline = new Baseline(
                    await new KeptBaseline(member.App, deployment).ReadAsync(cancel)
                ),
            };
        (_begun, _from, _read) = (false, from, 0);
        _starts++;
        _name = Unique;
        await _watch.StartAsync(
            _name,
            Orders(member, _live, Case.HasOldSlot, release),
            Policy.Interval,
            Policy.Ticks - from,
            cancel
        );
        _begun = true;
    }

    /// <param name="withOld">Whether the other slot is asked the same.</param>
    public static WatchOrders Orders(Member member, Slot slot, bool withOld, string? release)
    {
        var place = member.App.Place;
        return new WatchOrders(
            [.. place.Environment.Gate.Probes.Where(probe => probe.From is Vantage.Slot)],
            place.Environment.Gate.Timeout,
            place.Manifest.Identity.Header,
            place.SiteUri.Host,
            new SlotAt(slot, place.Environment.Port(slot))
        )
        {
            Old = withOld ? new SlotAt(slot.Other, place.Environment.Port(slot.Other)) : null,
            Release = release,
        };
    }

    private async Task<Func<Tick, Tick>> AskAtSiteAsync(Probe probe, CancellationToken cancel)
    {
        var answer = await member.Prober.AskAsync(probe, _live, cancel);
        return tick =>
            answer.Sample is { } sample
                ? tick with
                {
                    Edge = tick.Edge.SetItem(probe.Name, sample),
                }
                : tick;
    }

    private async Task<Func<Tick, Tick>> AskCheckAsync(
        Check check,
        int place,
        CancellationToken cancel
    )
    {
        var result = await _checks.AskAsync(check, _live, release, cancel);
        _times.Asked(check, place * Policy.Interval, result.Finding);
        var reading = new CheckReading(result.Finding, result.Detail);
        return tick => tick with { Checks = tick.Checks.SetItem(check.Name, reading) };
    }

    private async Task NoteAsync(int place, Func<Task<Func<Tick, Tick>>> ask)
    {
        try
        {
            var note = await ask();
            lock (_fromHere)
                _fromHere[place] = note(
                    _fromHere.GetValueOrDefault(place) ?? new Tick(place * Policy.Interval)
                );
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            // Not measured, which the judge sees by itself.
        }
    }
}
