using TshActions.Core.Schemas.Reports;

namespace TshActions.Tests.Schemas.Reports;

/// <summary>The same comparison with all that has no order of its own in another one.</summary>
internal static class Shuffled
{
    public static DriftReport Of(DriftReport report) =>
        report with
        {
            Production = Of(report.Production),
            Staging = Of(report.Staging),
            Migrations = report.Migrations is { } migrations ? Of(migrations) : null,
            Rows = [.. report.Rows.Reverse()],
            Ignores = report.Ignores with
            {
                Expired = [.. report.Ignores.Expired.Reverse()],
                Expiring = [.. report.Ignores.Expiring.Reverse()],
                Unused = [.. report.Ignores.Unused.Reverse()],
            },
            Elsewhere = Of(report.Elsewhere),
        };

    private static DriftSide Of(DriftSide side) =>
        side with
        {
            Head = side.Head with
            {
                Revisions = side.Head.Revisions is { } revisions ? [.. revisions.Reverse()] : null,
                Unread = Of(side.Head.Unread),
                Unmodelled = Of(side.Head.Unmodelled),
            },
        };

    private static Dictionary<string, int> Of(IReadOnlyDictionary<string, int> counts) =>
        counts.Reverse().ToDictionary(count => count.Key, count => count.Value);
}
