namespace TshActions.Core.Statistics;

/// <summary>How many of n independent tries come out when each does with the same share.</summary>
public static class Binomial
{
    /// <summary>The logarithm of P(X = k).</summary>
    public static double LogMass(int k, int n, double share) =>
        k < 0 || k > n ? double.NegativeInfinity
        : share <= 0 ? (k is 0 ? 0 : double.NegativeInfinity)
        : share >= 1 ? (k == n ? 0 : double.NegativeInfinity)
        : GammaFunction.Log(n + 1.0)
            - GammaFunction.Log(k + 1.0)
            - GammaFunction.Log(n - k + 1.0)
            + k * Math.Log(share)
            + (n - k) * Math.Log(1 - share);

    /// <summary>P(X ≤ k).</summary>
    public static double AtMost(int k, int n, double share) =>
        k < 0 ? 0
        : k >= n ? 1
        : IncompleteBeta.Share(1 - share, n - k, k + 1.0);

    /// <summary>P(X ≥ k).</summary>
    public static double AtLeast(int k, int n, double share) =>
        k <= 0 ? 1
        : k > n ? 0
        : IncompleteBeta.Share(share, k, n - k + 1.0);
}
