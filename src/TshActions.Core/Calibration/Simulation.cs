using System.Collections.Immutable;
using TshActions.Core.Ticks;

namespace TshActions.Core.Calibration;

/// <summary>A bake that never happened, tick for tick as a prober would have written it.</summary>
/// <param name="Baseline">The old slot's latencies before the switch in milliseconds, by endpoint.</param>
public sealed record SimulatedBake(
    IReadOnlyDictionary<string, IReadOnlyList<double>> Baseline,
    IReadOnlyList<Tick> Ticks
);

/// <summary>
/// Draws bakes of a service. A seed fixes every draw whatever the trouble, so two bakes of one seed differ in nothing but
/// what the trouble touches.
/// </summary>
public static class Simulation
{
    private const ulong BeforeTheSwitch = 1;
    private const ulong Afterwards = 2;

    // Milliseconds a loopback connection takes to be refused.
    private const double RefusedAfter = 0.2;

    // Gauges move by a few percent of themselves from tick to tick.
    private const double GaugeNoise = 0.03;

    public static SimulatedBake Run(ServiceModel service, Trouble trouble, ulong seed)
    {
        var usual = Conditions.Of(service);
        var silence = new Sample(
            Ok: false,
            service.Timeout.TotalMilliseconds,
            Why: $"no answer within {service.Timeout.TotalSeconds:0.###} s"
        );
        var draws = new Draws(seed, Afterwards);
        var ticks = new Tick[service.Ticks];
        for (var tick = 0; tick < ticks.Length; tick++)
            ticks[tick] = Measure(service, trouble(tick, usual), silence, tick, draws);
        return new SimulatedBake(Baseline(service, new Draws(seed, BeforeTheSwitch)), ticks);
    }

    private static Dictionary<string, IReadOnlyList<double>> Baseline(
        ServiceModel service,
        Draws draws
    )
    {
        var baseline = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var endpoint in service.Endpoints)
        {
            var samples = new double[service.BaselineSamples];
            for (var i = 0; i < samples.Length; i++)
                samples[i] = Math.Min(
                    Latency(endpoint, draws.Normals().One),
                    service.Timeout.TotalMilliseconds
                );
            baseline[endpoint.Name] = samples;
        }

        return baseline;
    }

    // Every draw is taken in every tick, needed or not: a trouble in one tick must not change the draws of the next.
    private static Tick Measure(
        ServiceModel service,
        Conditions now,
        Sample silence,
        int tick,
        Draws draws
    )
    {
        var probes = Builder<Sample>();
        var control = Builder<Sample>();
        foreach (var endpoint in service.Endpoints)
        {
            var (luck, oldLuck, normals) = (draws.Unit(), draws.Unit(), draws.Normals());
            if (now.Gap)
                continue;
            probes[endpoint.Name] = Ask(
                endpoint,
                now.New(endpoint),
                luck,
                normals.One,
                silence,
                now.Release
            );
            control[endpoint.Name] = Ask(
                endpoint,
                now.Old(endpoint),
                oldLuck,
                normals.Other,
                silence,
                service.OldRelease
            );
        }

        var gauges = Builder<double>();
        foreach (var name in service.Gauges.Keys)
            gauges[name] = Math.Clamp(
                now.Gauge(name) * (1 + GaugeNoise * draws.Normals().One),
                0,
                100
            );

        var logErrors = draws.Count(now.LogErrors) + now.LogBurst;
        var oldLogErrors = draws.Count(now.OldLogErrors);
        return now.Gap
            ? new Tick(tick * service.Interval, Gap: true)
            : new Tick(tick * service.Interval)
            {
                Probes = probes.ToImmutable(),
                Control = control.ToImmutable(),
                Restarts = now.Restarts,
                LogErrors = logErrors,
                OldLogErrors = oldLogErrors,
                Gauges = gauges.ToImmutable(),
            };
    }

    private static Sample Ask(
        Endpoint endpoint,
        Fate fate,
        double luck,
        double normal,
        Sample silence,
        string release
    )
    {
        var latency = Latency(endpoint, normal) * fate.Slowdown;
        var fails = luck < fate.Failing;
        return fails && fate.How is FailureKind.Refused
                ? new Sample(Ok: false, RefusedAfter, Why: "connection refused")
            : fails && fate.How is FailureKind.Silent || latency >= silence.Milliseconds ? silence
            : fails
                ? new Sample(Ok: false, latency, Status: 500, release, Why: "status 500, not 200")
            : new Sample(Ok: true, latency, Status: 200, release);
    }

    private static double Latency(Endpoint endpoint, double normal) =>
        endpoint.Median * Math.Exp(endpoint.Sigma * normal);

    private static ImmutableSortedDictionary<string, T>.Builder Builder<T>() =>
        ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
}
