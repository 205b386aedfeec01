using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>
/// Deployments over time, as GitHub draws it. By its name of before, which mermaid still knows: nobody says which version
/// GitHub runs.
/// </summary>
/// <remarks>https://mermaid.js.org/syntax/xychart.html</remarks>
internal static class MermaidChart
{
    public static string Text(IReadOnlyList<Bucket> buckets)
    {
        var most = Math.Max(2, buckets.Max(bucket => bucket.All));
        // Bars of a second series stand in front of those of the first.
        return $"""
            xychart-beta
              title "Deployments {Unit(buckets)}; in front those that did not last"
              x-axis [{string.Join(", ", buckets.Select(bucket => $"\"{Label(bucket)}\""))}]
              y-axis "deployments" 0 --> {most}
              bar [{string.Join(", ", buckets.Select(bucket => bucket.All))}]
              bar [{string.Join(", ", buckets.Select(bucket => bucket.All - bucket.Succeeded))}]
            """;
    }

    public static string Unit(IReadOnlyList<Bucket> buckets) =>
        buckets[0].Days switch
        {
            1 => "a day",
            7 => "a week",
            _ => "in four weeks",
        };

    // Thirty dates do not fit beside each other; thirty days of the month do.
    private static string Label(Bucket bucket) =>
        bucket.Days is 1 ? $"{bucket.From.Day}" : DateText.ShortDay(bucket.From);
}
