namespace TshActions.Core.Metrics;

/// <summary>How the deployments that began in some days came out; rollbacks are none.</summary>
/// <param name="From">Midnight, UTC.</param>
/// <param name="Days">1 for a day.</param>
public sealed record Bucket(
    DateTimeOffset From,
    int Days,
    int Succeeded,
    int TakenBack,
    int Failed,
    int Broken
)
{
    public int All => Succeeded + TakenBack + Failed + Broken;

    public DateTimeOffset To => From.AddDays(Days);
}

/// <summary>The days of a window, several to a bucket where they are many: a chart holds about thirty.</summary>
public static class Buckets
{
    public static IReadOnlyList<Bucket> Of(
        IReadOnlyCollection<DeploymentFact> facts,
        MetricsWindow window
    )
    {
        var days = window.Days switch
        {
            <= 31 => 1,
            <= 182 => 7,
            _ => 28,
        };
        List<DeploymentFact> deployed =
        [
            .. facts.Where(one => one.Kind is DeploymentKind.Deploy && one.IsOver),
        ];
        List<Bucket> buckets = [];
        for (var from = Midnight(window.Begin); from < window.End; from = from.AddDays(days))
        {
            var to = from.AddDays(days);
            var here = deployed.FindAll(one => one.Began >= from && one.Began < to);
            buckets.Add(
                new(
                    from,
                    days,
                    here.Count(one => one is { End: DeploymentEnd.Succeeded, WasTakenBack: false }),
                    here.Count(one => one.WasTakenBack),
                    here.Count(one => one is { End: DeploymentEnd.Failed, WasTakenBack: false }),
                    here.Count(one => one is { End: DeploymentEnd.Broken, WasTakenBack: false })
                )
            );
        }

        return buckets;
    }

    private static DateTimeOffset Midnight(DateTimeOffset at) =>
        new(at.UtcDateTime.Date, TimeSpan.Zero);
}
