using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>
/// Deployments over time, as GitHub draws it. By its name of before, which mermaid still knows: nobody says which version
/// GitHub runs.
/// </summary>
/// <remarks>https://mermaid.js.org/syntax/xychart.html</remarks>
internal static class MermaidChart
{
    // One colour that is seen on light and on dark, and no taller than the table above.
    private const string Look =
        """%%{init: {"xyChart": {"width": 900, "height": 260}, "themeVariables": {"xyChart": {"plotColorPalette": "#1f883d"}}}}%%""";

    public static string Text(IReadOnlyList<Bucket> buckets) =>
        $"""
            {Look}
            xychart-beta
              title "Deployments {Unit(buckets)}"
              x-axis [{string.Join(", ", buckets.Select(bucket => $"\"{Label(bucket)}\""))}]
              y-axis "deployments" 0 --> {Math.Max(2, buckets.Max(bucket => bucket.All))}
              bar [{string.Join(", ", buckets.Select(bucket => bucket.All))}]
            """;

    /// <summary>The same in letters, and below it where something did not last: mermaid shows each nought as a stub.</summary>
    public static string Letters(IReadOnlyList<Bucket> buckets)
    {
        var columns = Columns.Of(buckets.Count, buckets.Count, TimeSpan.FromDays(1));
        return MarkdownText.Block(
            $"""
            {Sparkline.Text(columns, at => buckets[at].All)}  deployments {Unit(buckets)}
            {Sparkline.Text(
                columns,
                _ => null,
                at => buckets[at].All > buckets[at].Succeeded
            )}  {Sparkline.Failed} one failed, broke off or was taken back
            """
        );
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
