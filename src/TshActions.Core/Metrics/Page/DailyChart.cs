using System.Xml.Linq;
using TshActions.Core.Metrics.Texts;
using TshActions.Core.Reports;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>Deployments over time, stacked by how they came out: what lasted at the bottom.</summary>
internal static class DailyChart
{
    private static readonly IReadOnlyList<(
        string Kind,
        string Word,
        Func<Bucket, int> Count
    )> Results =
    [
        ("succeeded", "succeeded", bucket => bucket.Succeeded),
        ("back", "taken back", bucket => bucket.TakenBack),
        ("failed", "failed", bucket => bucket.Failed),
        ("broken", "broke off", bucket => bucket.Broken),
    ];

    public static XElement Of(EnvironmentMetrics one, MetricsWindow window)
    {
        var buckets = Buckets.Of(one.Facts, window);
        var highest = buckets.Max(bucket => bucket.All);
        var step = Plot.Step(Math.Max(1, highest), [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000]);
        var top = step * Math.Ceiling(Math.Max(1, highest) / step);
        var seen = Results.Where(result => buckets.Any(bucket => result.Count(bucket) > 0));
        return Plot.Of(
            $"Deployments {MermaidChart.Unit(buckets)}",
            string.Join(
                "; ",
                Results.Select(result => $"{buckets.Sum(result.Count)} {result.Word}")
            ),
            seen.Select(result => (result.Kind, result.Word)),
            Enumerable
                .Range(0, (int)(top / step) + 1)
                .Select(mark => (mark * step / top, $"{mark * step:0}")),
            Plot.Dates(buckets[0].From, buckets[^1].From),
            buckets.Select((bucket, at) => Bar(bucket, at, buckets.Count, top))
        );
    }

    private static XElement? Bar(Bucket bucket, int at, int of, double top)
    {
        if (bucket.All is 0)
            return null;
        var width = Plot.Width / of;
        var (y, words) = (100.0, new List<string>());
        List<XElement> parts = [];
        foreach (var (kind, word, count) in Results)
            if (count(bucket) is > 0 and var number)
            {
                var height = number / top * 100;
                y -= height;
                words.Add($"{number} {word}");
                parts.Add(
                    Shape(
                        "rect",
                        Class(kind),
                        At("x", Number((at + 0.14) * width)),
                        At("y", Number(y)),
                        At("width", Number(width * 0.72)),
                        At("height", Number(height))
                    )
                );
            }
        return Shape(
            "g",
            Shape("title", $"{DateText.Day(bucket.From)}: {string.Join(", ", words)}"),
            parts
        );
    }
}
