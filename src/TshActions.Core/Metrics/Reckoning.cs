using TshActions.Core.Statistics;

namespace TshActions.Core.Metrics;

/// <summary>
/// The six figures of one window. Names and senses are those of DORA (https://dora.dev/guides/dora-metrics/) where it has
/// them, and of the team's checklist where it has not. What broke off says nothing of a release and is in no share.
/// </summary>
public static class Reckoning
{
    /// <param name="facts">Of one environment; those outside the window are left out.</param>
    public static Measured Of(
        FigureKind kind,
        IReadOnlyCollection<DeploymentFact> facts,
        MetricsWindow window
    )
    {
        List<DeploymentFact> all = [.. facts.Where(window.Holds)];
        List<DeploymentFact> deployed = [.. all.Where(one => one.Kind is DeploymentKind.Deploy)];
        return kind switch
        {
            FigureKind.DeploymentFrequency => Frequency(all, deployed, window),
            FigureKind.DeploymentDuration => Times(
                deployed.Where(one => one.End is DeploymentEnd.Succeeded).Select(one => one.Took)
            ),
            FigureKind.SuccessRate => Share(
                deployed,
                one => one.End is DeploymentEnd.Succeeded or DeploymentEnd.Failed,
                one => one.End is DeploymentEnd.Succeeded
            ),
            FigureKind.RollbackRate => Share(
                deployed,
                one => one.End is DeploymentEnd.Succeeded || one.WasTakenBack,
                one => one.WasTakenBack
            ),
            FigureKind.RecoveryTime => Times([
                .. all.Where(one =>
                        one is { Kind: DeploymentKind.Rollback, End: DeploymentEnd.Succeeded }
                    )
                    .Select(one => one.Took),
                .. deployed.Select(one => one.Exposed),
            ]),
            FigureKind.ChangeFailureRate => Share(
                deployed,
                one => one.End is DeploymentEnd.Succeeded or DeploymentEnd.Failed,
                one => one.End is DeploymentEnd.Failed || one.WasTakenBack
            ),
        };
    }

    /// <summary>
    /// DORA's deployment frequency: the deployments of a period, here those that succeeded, a week of the window. Where
    /// nothing came to an end nothing is known, also not that nobody deploys.
    /// </summary>
    private static Measured Frequency(
        List<DeploymentFact> all,
        List<DeploymentFact> deployed,
        MetricsWindow window
    )
    {
        var succeeded = deployed.Count(one => one.End is DeploymentEnd.Succeeded);
        return new(all.Exists(one => one.IsOver) ? succeeded * 7.0 / window.Days : null, succeeded);
    }

    /// <summary>The middle one and the ninth of ten: one that hung for an hour must not speak for all, nor be lost.</summary>
    private static Measured Times(IEnumerable<TimeSpan?> times)
    {
        List<double> seconds =
        [
            .. times.OfType<TimeSpan>().Select(time => time.TotalSeconds).Order(),
        ];
        return new(
            OrderStatistics.Median(seconds),
            seconds.Count,
            High90: seconds.Count is 0 ? null : seconds[(int)Math.Ceiling(0.9 * seconds.Count) - 1]
        );
    }

    private static Measured Share(
        List<DeploymentFact> deployed,
        Predicate<DeploymentFact> counts,
        Predicate<DeploymentFact> comesOut
    )
    {
        var counted = deployed.FindAll(counts);
        var count = counted.Count(one => comesOut(one));
        return new(counted.Count is 0 ? null : (double)count / counted.Count, counted.Count, count);
    }
}
