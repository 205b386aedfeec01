using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Calibration;

/// <summary>The service that a gate watches, as far as it is known.</summary>
public static class ServiceGuess
{
    // What most services have, where nobody measured.
    private const double UsualSigma = 0.5;

    /// <summary>By what the old slot answered; where it was not asked, each probe takes half of its category's target.</summary>
    public static ServiceModel Of(GatePolicy gate, Baseline baseline) =>
        new(
            [
                .. gate
                    .Bake.CategoryOf.OrderBy(probe => probe.Key, StringComparer.Ordinal)
                    .Select(probe => Endpoint(gate.Bake, baseline, probe.Key, probe.Value)),
            ],
            gate.Bake.Interval,
            gate.Bake.Ticks,
            gate.Timeout
        )
        {
            BaselineSamples = gate.Baseline.Samples,
        };

    private static Endpoint Endpoint(
        BakePolicy bake,
        Baseline baseline,
        string probe,
        string category
    )
    {
        if (baseline.Of(probe) is not { } samples)
            return new Endpoint(
                probe,
                category,
                bake.Categories.TryGetValue(category, out var times) ? times.Target / 2 : 100,
                UsualSigma
            );
        var logarithms = samples.Select(ms => Math.Log(Math.Max(ms, 0.01))).ToList();
        var mean = logarithms.Average();
        return new Endpoint(
            probe,
            category,
            baseline.Median(probe)!.Value,
            Math.Sqrt(logarithms.Sum(one => (one - mean) * (one - mean)) / (samples.Count - 1))
        );
    }
}
