namespace TshActions.Core.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double SeriesUpTo = 3;
    private const int FractionTerms = 200;

    /// <summary>P(Z ≤ z): the series of G. Marsaglia (2004) in the middle, Laplace's continued fraction in the tails.</summary>
    public static double Share(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        if (Math.Abs(z) > SeriesUpTo)
            return z < 0 ? Tail(-z) : 1 - Tail(z);

        var sum = z;
        var term = z;
        for (var i = 3; Math.Abs(term) > 1e-18; i += 2)
        {
            term *= z * z / i;
            sum += term;
        }

        return 0.5 + sum * Density(z);
    }

    /// <summary>
    /// The z below which this share lies, after P. J. Acklam's rational approximation (relative error 1.15e-9) and one step
    /// of Halley's to full precision.
    /// </summary>
    public static double Quantile(double share)
    {
        if (share <= 0)
            return double.NegativeInfinity;
        if (share >= 1)
            return double.PositiveInfinity;
        // A small share is exact; one near 1 has lost its digits already.
        if (share > 0.5)
            return -Quantile(1 - share);

        var z = Approximate(share);
        var error = (Share(z) - share) / Density(z);
        return z - error / (1 + z * error / 2);
    }

    private static double Approximate(double share)
    {
        if (share < 0.02425)
        {
            var t = Math.Sqrt(-2 * Math.Log(share));
            return (
                    (
                        (
                            (
                                (-7.784894002430293e-03 * t - 3.223964580411365e-01) * t
                                - 2.400758277161838
                            ) * t
                            - 2.549732539343734
                        ) * t
                        + 4.374664141464968
                    ) * t
                    + 2.938163982698783
                )
                / (
                    (
                        (
                            (7.784695709041462e-03 * t + 3.224671290700398e-01) * t
                            + 2.445134137142996
                        ) * t
                        + 3.754408661907416
                    ) * t
                    + 1
                );
        }

        var q = share - 0.5;
        var r = q * q;
        return (
                (
                    (
                        (
                            (-3.969683028665376e+01 * r + 2.209460984245205e+02) * r
                            - 2.759285104469687e+02
                        ) * r
                        + 1.383577518672690e+02
                    ) * r
                    - 3.066479806614716e+01
                ) * r
                + 2.506628277459239
            )
            * q
            / (
                (
                    (
                        (
                            (-5.447609879822406e+01 * r + 1.615858368580409e+02) * r
                            - 1.556989798598866e+02
                        ) * r
                        + 6.680131188771972e+01
                    ) * r
                    - 1.328068155288572e+01
                ) * r
                + 1
            );
    }

    private static double Tail(double z)
    {
        var fraction = z;
        for (var i = FractionTerms; i > 0; i--)
            fraction = z + i / fraction;
        return Density(z) / fraction;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
