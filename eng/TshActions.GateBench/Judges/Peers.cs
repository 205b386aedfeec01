using TshActions.Core.Ticks;

namespace TshActions.GateBench.Judges;

/// <summary>
/// Three ways others judge a bake, reduced to their rule: not the products, which are configured in many ways. Each takes
/// the same two limits, more than 5 % errors and more than 4 times as slow.
/// </summary>
public static class Peers
{
    private const double MostErrors = 0.05;
    private const double MostRatio = 4;

    private const int ArgoFailureLimit = 3;
    private const int ArgoConsecutiveErrorLimit = 4;
    private const int FlaggerThreshold = 5;

    /// <summary>
    /// The checklist word for word: back as soon as more than 5 % of all requests so far failed, or one answer took more than
    /// 4 times its endpoint's mean. What was not measured is passed over.
    /// </summary>
    public static Decision Literal(
        IReadOnlyDictionary<string, IReadOnlyList<double>> baseline,
        IReadOnlyList<Tick> ticks
    )
    {
        var means = Reading.Means(baseline);
        var (requests, errors) = (0, 0);
        for (var i = 0; i < ticks.Count; i++)
        {
            requests += ticks[i].Probes.Count;
            errors += ticks[i].Probes.Values.Count(sample => !sample.Ok);
            if (
                errors > MostErrors * requests
                || ticks[i].Probes.Any(one => one.Value.Milliseconds > MostRatio * means[one.Key])
            )
                return new Decision(Outcome.Rollback, i);
        }

        return new Decision(Outcome.Keep, ticks.Count - 1);
    }

    /// <summary>
    /// As Argo Rollouts counts (analysis/analysis.go): two metrics with `failureLimit: 3`, which the fourth failure exceeds
    /// however long ago the others were; the fifth measurement in a row that cannot be taken ends it too.
    /// </summary>
    public static Decision Argo3(
        IReadOnlyDictionary<string, IReadOnlyList<double>> baseline,
        IReadOnlyList<Tick> ticks
    )
    {
        var means = Reading.Means(baseline);
        var (errorsFailed, latencyFailed, lost) = (0, 0, 0);
        for (var i = 0; i < ticks.Count; i++)
        {
            if (ticks[i].Gap)
                lost++;
            else
            {
                lost = 0;
                errorsFailed += Reading.ErrorShare(ticks[i]) > MostErrors ? 1 : 0;
                latencyFailed += Reading.MeanRatio(ticks[i], means) > MostRatio ? 1 : 0;
            }

            if (
                Math.Max(errorsFailed, latencyFailed) > ArgoFailureLimit
                || lost > ArgoConsecutiveErrorLimit
            )
                return new Decision(Outcome.Rollback, i);
        }

        return new Decision(Outcome.Keep, ticks.Count - 1);
    }

    /// <summary>
    /// As Flagger counts (pkg/controller/scheduler.go): one counter for all that goes wrong, no data included, which nothing
    /// but a new release resets; at 5 the release goes back when the next tick begins.
    /// </summary>
    public static Decision Flagger5(
        IReadOnlyDictionary<string, IReadOnlyList<double>> baseline,
        IReadOnlyList<Tick> ticks
    )
    {
        var means = Reading.Means(baseline);
        var failed = 0;
        for (var i = 0; i < ticks.Count; i++)
        {
            if (failed >= FlaggerThreshold)
                return new Decision(Outcome.Rollback, i);
            if (
                ticks[i].Gap
                || Reading.ErrorShare(ticks[i]) > MostErrors
                || Reading.MeanRatio(ticks[i], means) > MostRatio
            )
                failed++;
        }

        return new Decision(Outcome.Keep, ticks.Count - 1);
    }
}
