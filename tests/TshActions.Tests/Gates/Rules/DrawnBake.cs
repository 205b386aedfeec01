using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Calibration;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using TshActions.GateBench.Corpus;
using Tick = TshActions.Core.Ticks.Tick;

namespace TshActions.Tests.Gates.Rules;

/// <summary>
/// A bake of which anything may come: up to two troubles of the corpus at once, or dice for everything that can be
/// measured, which reach corners that no trouble has.
/// </summary>
/// <param name="Seed">Of the bake, and of what a law does to it.</param>
internal sealed record DrawnBake(string Trace, string Also, int Later, bool IsDice, ulong Seed)
{
    public const string Edge = "site";

    private const int Dice = 45;

    private readonly SimulatedBake _bake = Simulation.Run(
        IsDice ? Traces.Service with { Ticks = Dice } : Of(Trace).Service(Traces.Service),
        IsDice ? Troubles.None : Of(Trace).Trouble.And(Of(Also).Trouble.Later(Later)),
        Seed
    );

    public static Arbitrary<DrawnBake> Any { get; } =
        (
            from trace in Gen.Elements(Traces.All.Select(trace => trace.Id))
            from also in Gen.Elements(Traces.All.Select(trace => trace.Id))
            from later in Gen.Choose(0, 40)
            from dice in Gen.Elements(true, false)
            from seed in Gen.Choose(0, int.MaxValue)
            select new DrawnBake(trace, also, later, dice, (ulong)seed)
        ).ToArbitrary();

    public BakeCase Case => new(Traces.Release, new Baseline(_bake.Baseline));

    /// <summary>Another stream of draws for each thing that is done to the bake.</summary>
    public Draws Draws(ulong stream) => new(Seed, 100 + stream);

    public IReadOnlyList<Tick> Ticks => IsDice ? Thrown() : _bake.Ticks;

    private static Trace Of(string id) => Traces.All.Single(trace => trace.Id == id);

    private List<Tick> Thrown()
    {
        var draws = Draws(0);
        // Never, seldom, often, nearly always: each thing in its own way.
        var (bad, old, slow, lost) = (Share(), Share(), Share(), Share() / 4);
        var (clients, site, logs, oldLogs) = (Share(), Share(), Share(), Share());
        var restarts = 0;
        List<Tick> ticks = [];
        foreach (var tick in _bake.Ticks)
        {
            var requests = draws.Count(60);
            restarts += draws.Unit() < 0.01 ? 1 : 0;
            ticks.Add(
                tick with
                {
                    Probes = Shaken(tick.Probes, bad, slow),
                    Control = Shaken(tick.Control, old, 0),
                    NewTraffic = new Traffic(
                        requests,
                        draws.Unit() < clients ? Math.Min(requests, draws.Count(4)) : 0,
                        0
                    ),
                    Edge = tick.Edge.Add(Edge, Asked(tick.Probes["read1"], site)),
                    LogErrors = draws.Unit() < logs ? draws.Count(2) : 0,
                    OldLogErrors = draws.Unit() < oldLogs ? draws.Count(2) : 0,
                    Restarts = restarts,
                }
            );
        }

        return [.. ticks.Select(tick => draws.Unit() < lost ? new Tick(tick.At, Gap: true) : tick)];

        double Share() => draws.Unit() < 0.6 ? 0 : Math.Pow(draws.Unit(), 3);

        ImmutableSortedDictionary<string, Sample> Shaken(
            ImmutableSortedDictionary<string, Sample> samples,
            double share,
            double slower
        ) =>
            samples.ToImmutableSortedDictionary(
                one => one.Key,
                one =>
                    Asked(one.Value, share) with
                    {
                        Milliseconds = one.Value.Milliseconds * (draws.Unit() < slower ? 6 : 1),
                    }
            );

        Sample Asked(Sample sample, double share) =>
            draws.Unit() < share
                ? sample with
                {
                    Ok = false,
                    Status = 500,
                    Why = "status 500, not 200",
                }
                : sample;
    }
}
