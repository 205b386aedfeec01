using TshActions.Core.Statistics;

namespace TshActions.Core.Metrics;

/// <summary>
/// What a share may truly be by what was seen of it, from 0 to 1: exact bounds at 95 %, because Wilson's claim too much at
/// the few deployments of a month.
/// </summary>
public sealed record LikelyShare(double Low, double High)
{
    private const double Tail = 0.025;

    public bool Holds(double share) => share >= Low && share <= High;

    /// <returns>Null of what is no share, or was not measured.</returns>
    public static LikelyShare? Of(Measured share) =>
        share is { Count: { } count, N: > 0 and var n }
            ? new(ErrorBounds.Lower(count, n, Tail), ErrorBounds.Upper(count, n, Tail))
            : null;
}
