using System.Globalization;
using System.Text;

namespace TshActions.Core.Reports;

/// <summary>A bake's ticks laid out over the columns of a chart, several ticks to a column where they are many.</summary>
/// <param name="From">The first tick shown, counted from 0.</param>
/// <param name="Ticks">How many are shown.</param>
/// <param name="Count">Columns.</param>
internal sealed record Columns(int From, int Ticks, int Count, TimeSpan Interval)
{
    public static Columns Of(int ticks, int widest, TimeSpan interval) =>
        new(0, ticks, Math.Min(ticks, widest), interval);

    /// <summary>The first tick in a column, counted from 0.</summary>
    public int Begin(int column) => From + (int)((long)column * Ticks / Count);

    public int End(int column) => Begin(column + 1);

    /// <summary>The column that shows a tick; null where none does.</summary>
    public int? Showing(int tick)
    {
        if (tick < From || tick >= From + Ticks)
            return null;
        var column = (int)((long)(tick - From) * Count / Ticks);
        while (column + 1 < Count && Begin(column + 1) <= tick)
            column++;
        return column;
    }

    /// <summary>The minutes above their columns, as many as there is room for.</summary>
    public string Ruler()
    {
        var step = Step();
        var ruler = new StringBuilder();
        for (var column = 0; column < Count; column++)
        {
            var minute = At(column).TotalMinutes;
            var before =
                column > 0 ? At(column - 1).TotalMinutes
                : From > 0 ? ((From - 1) * Interval).TotalMinutes
                : -1;
            var mark = Math.Floor(minute / step);
            if (mark <= Math.Floor(before / step) || column < ruler.Length)
                continue;
            ruler.Append(' ', column - ruler.Length);
            ruler.Append(CultureInfo.InvariantCulture, $"{mark * step:0} ");
        }

        return ruler.Length is 0 ? "" : ruler.Append("min").ToString();
    }

    private TimeSpan At(int column) => Begin(column) * Interval;

    private double Step()
    {
        var least = 4 * Interval.TotalMinutes * Ticks / Count;
        return Steps.FirstOrDefault(step => step >= least, Math.Ceiling(least));
    }

    private static readonly double[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440];
}
