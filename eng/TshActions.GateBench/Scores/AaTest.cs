using TshActions.Core.Calibration;
using TshActions.Core.Statistics;
using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;

namespace TshActions.GateBench.Scores;

/// <summary>Bakes in which the new slot is as good as the old: every rollback is a false one.</summary>
/// <param name="Promised">Whether the limit of clean bakes holds for it.</param>
public sealed record AaTest(string Name, Func<ServiceModel, ServiceModel> Service, bool Promised)
{
    // Apart from the development seeds and from those of the hold-out.
    private const long First = 1_000_000;

    public static IReadOnlyList<AaTest> All { get; } =
    [
        new("0.1 % errors", service => service with { Failing = 0.001 }, Promised: true),
        new(
            "0.1 % errors, sigma × 1.4",
            service => new Jitter(0, 1.4, 0.001).Shake(one => one),
            Promised: false
        ),
        new("0.5 % errors", service => service with { Failing = 0.005 }, Promised: false),
        new("1 % errors", service => service with { Failing = 0.01 }, Promised: false),
    ];

    public IReadOnlyList<Tally> Run(IReadOnlyList<(string Name, Judge Judge)> judges, int bakes) =>
        Bench.Tallies(
            Traces.Clean with
            {
                Service = Service,
            },
            judges,
            First,
            bakes,
            _ => Jitter.None
        );

    /// <summary>The share of false rollbacks is below this, but for a chance of 5 %.</summary>
    public static double UpperBound(Tally tally) =>
        ErrorBounds.Upper(tally.RolledBack, tally.Bakes, 0.05);
}
