namespace TshActions.Core.Statistics;

/// <summary>
/// The rank test of H. B. Mann and D. R. Whitney (1947): U counts the pairs in which the later sample is the larger one, a
/// tie as a half. Exact for at most 20 samples a side without ties, else normal with correction for ties and continuity.
/// </summary>
public sealed class MannWhitney
{
    private const int ExactUpTo = 20;

    private readonly double[]? _exact;
    private readonly int _pairs;
    private readonly double _deviation;

    /// <exception cref="ArgumentException">One side has no sample.</exception>
    public MannWhitney(IReadOnlyCollection<double> before, IReadOnlyCollection<double> after)
    {
        if (before.Count is 0 || after.Count is 0)
            throw new ArgumentException("both sides need a sample", nameof(before));

        _pairs = before.Count * after.Count;
        foreach (var one in before)
        foreach (var other in after)
            U +=
                other > one ? 1
                : other < one ? 0
                : 0.5;

        double all = before.Count + after.Count;
        double ties = before
            .Concat(after)
            .CountBy(value => value)
            .Sum(group => Math.Pow(group.Value, 3) - group.Value);
        _deviation = Math.Sqrt(
            _pairs / 12.0 * (all + 1 - (all > 1 ? ties / (all * (all - 1)) : 0))
        );
        if (ties is 0 && before.Count <= ExactUpTo && after.Count <= ExactUpTo)
            _exact = Distribution(before.Count, after.Count);
    }

    public double U { get; }

    public bool Exact => _exact is not null;

    /// <summary>Chance of a U as large as this if nothing changed.</summary>
    public double Greater => _exact is null ? 1 - Below(U - 0.5) : _exact.Skip((int)U).Sum();

    /// <summary>Chance of a U as small as this if nothing changed.</summary>
    public double Less => _exact is null ? Below(U + 0.5) : _exact.Take((int)U + 1).Sum();

    public double TwoSided => Math.Min(1, 2 * Math.Min(Greater, Less));

    /// <summary>
    /// How many of the ordered differences lie outside a two-sided interval for the shift, on either side; 0: so few
    /// samples bound it on no side.
    /// </summary>
    internal int Outside(double confidence)
    {
        var half = (1 - confidence) / 2;
        if (_exact is null)
            return Math.Max(
                0,
                (int)Math.Floor(_pairs / 2.0 + NormalDistribution.Quantile(half) * _deviation + 0.5)
            );

        var outside = 0;
        for (var sum = _exact[0]; sum <= half; sum += _exact[outside])
            outside++;
        return outside;
    }

    private double Below(double u) =>
        _deviation is 0
            ? u >= _pairs / 2.0
                ? 1
                : 0
            : NormalDistribution.Share((u - _pairs / 2.0) / _deviation);

    // P(U = u) for u = 0…m·n: the Gaussian binomial coefficients, built up factor by factor.
    private static double[] Distribution(int m, int n)
    {
        var counts = new double[m * n + 1];
        counts[0] = 1;
        for (var i = 1; i <= m; i++)
        {
            for (var u = counts.Length - 1; u >= n + i; u--)
                counts[u] -= counts[u - n - i];
            for (var u = i; u < counts.Length; u++)
                counts[u] += counts[u - i];
        }

        var all = counts.Sum();
        return [.. counts.Select(count => count / all)];
    }
}
