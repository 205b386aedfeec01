using TshActions.Core.Statistics;

namespace TshActions.Core.Reports;

/// <summary>A series as one line of text: each column the median of its ticks, from 0 to the top.</summary>
internal static class Sparkline
{
    public const char Missing = '·';
    public const char Failed = '×';

    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="value">Of a tick; null where nothing was measured.</param>
    /// <param name="failed">Whether a tick without a value failed.</param>
    /// <param name="top">What a full bar is worth at least.</param>
    public static string Text(
        Columns columns,
        Func<int, double?> value,
        Func<int, bool>? failed = null,
        double top = 0
    )
    {
        var medians = Condensed(columns, value).ToList();
        top = Math.Max(top, medians.Max() ?? 0);
        return string.Concat(
            medians.Select(
                (median, column) =>
                    median is { } known ? Bar(known, top)
                    : failed is not null && Ticks(columns, column).Any(failed) ? Failed
                    : Missing
            )
        );
    }

    /// <summary>The median of each column's ticks.</summary>
    public static IEnumerable<double?> Condensed(Columns columns, Func<int, double?> value) =>
        Enumerable
            .Range(0, columns.Count)
            .Select(column =>
                OrderStatistics.Median([
                    .. Ticks(columns, column).Select(value).OfType<double>().Where(double.IsFinite),
                ])
            );

    private static IEnumerable<int> Ticks(Columns columns, int column) =>
        Enumerable.Range(columns.Begin(column), columns.End(column) - columns.Begin(column));

    private static char Bar(double value, double top) =>
        top <= 0 || value <= 0
            ? Bars[0]
            : Bars[Math.Clamp((int)(value / top * Bars.Length), 0, Bars.Length - 1)];
}
