namespace TshActions.Core.Statistics;

/// <summary>
/// How much slower answers became, told as a factor: the shift of J. L. Hodges and E. L. Lehmann (1963) between the
/// logarithms of two sets of latencies, with its distribution-free confidence interval. Evidence for a report, not a trigger.
/// </summary>
/// <param name="Ratio">1.12 is 12 % slower than before.</param>
/// <param name="Low">Lower end of the interval; 0 where so few samples give none.</param>
/// <param name="High">Upper end; infinite where so few samples give none.</param>
/// <param name="Greater">Chance of so much slower answers (Mann-Whitney, one-sided) if the factor were the one asked about.</param>
public sealed record RankComparison(double Ratio, double Low, double High, double Greater)
{
    // Below what a clock tells apart; a logarithm needs more than 0.
    private const double LeastLatency = 1e-3;

    /// <param name="before">Latencies in milliseconds.</param>
    /// <param name="after">The same.</param>
    /// <param name="confidence">Of the interval, two-sided.</param>
    /// <param name="factor">What <see cref="Greater"/> is asked about: 4 asks whether answers are more than 4 times as slow.</param>
    /// <returns>Null where one side has no sample.</returns>
    public static RankComparison? Of(
        IReadOnlyCollection<double> before,
        IReadOnlyCollection<double> after,
        double confidence = 0.95,
        double factor = 1
    )
    {
        if (before.Count is 0 || after.Count is 0)
            return null;

        var earlier = Logarithms(before);
        var later = Logarithms(after);
        var differences = new double[earlier.Length * later.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = later[i / earlier.Length] - earlier[i % earlier.Length];
        Array.Sort(differences);

        var outside = new MannWhitney(earlier, later).Outside(confidence);
        var tested = factor is 1 ? before : [.. before.Select(value => value * factor)];
        return new RankComparison(
            Math.Exp(OrderStatistics.Middle(differences)),
            outside is 0 ? 0 : Math.Exp(differences[outside - 1]),
            outside is 0 ? double.PositiveInfinity : Math.Exp(differences[^outside]),
            new MannWhitney(tested, after).Greater
        );
    }

    private static double[] Logarithms(IEnumerable<double> latencies) =>
        [.. latencies.Select(value => Math.Log(Math.Max(value, LeastLatency)))];
}
