namespace TshActions.Core.Statistics;

/// <summary>
/// What k errors in n requests say about the true share of errors: exact one-sided bounds after C. J. Clopper and
/// E. S. Pearson (1934). Wilson's would claim too much at the few requests a bake has.
/// </summary>
public static class ErrorBounds
{
    /// <summary>The true share is above this, but for a chance of at most <paramref name="alpha"/>.</summary>
    public static double Lower(long errors, long requests, double alpha) =>
        errors <= 0 || requests <= 0
            ? 0
            : IncompleteBeta.Inverse(alpha, errors, requests - errors + 1.0);

    /// <summary>The true share is below this, but for a chance of at most <paramref name="alpha"/>; 1 where nothing was asked.</summary>
    public static double Upper(long errors, long requests, double alpha) =>
        errors >= requests || requests <= 0
            ? 1
            // Equals the inverse at 1 - alpha, without what 1 - alpha rounds away.
            : 1 - IncompleteBeta.Inverse(alpha, requests - errors, errors + 1.0);
}
