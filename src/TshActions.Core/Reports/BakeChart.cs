using System.Text;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;

namespace TshActions.Core.Reports;

/// <summary>A bake in letters of one width: a sign for each tick, a line for each probe, gauge and kind of client.</summary>
internal static class BakeChart
{
    private const int Width = 60;
    private const int MostRows = 24;
    private const int MostStrips = 12;
    private const int LongestName = 24;

    public static string Text(Recording recording, Ruling? ruling)
    {
        var series = new BakeSeries(recording, ruling);
        return series.Count is 0
            ? "no tick was recorded"
            : string.Join(
                '\n',
                Strips(series, ruling).Concat(Rows(series, ruling)).Select(line => line.TrimEnd())
            );
    }

    private static IEnumerable<string> Strips(BakeSeries series, Ruling? ruling)
    {
        yield return $"a tick every {series.Interval.TotalSeconds:0.#} s: ▁ clean  █ failed  ≈ both slots failed  ? not measured";
        // Not more rows than a person looks at: a longer bake is told by its last hours.
        var rows = (series.Count + Width - 1) / Width;
        if (rows > MostStrips)
            yield return $"(the last {MostStrips} of {rows} rows)";
        for (var row = Math.Max(0, rows - MostStrips); row < rows; row++)
        {
            var ticks = Math.Min(Width, series.Count - row * Width);
            var columns = new Columns(row * Width, ticks, ticks, series.Interval);
            yield return columns.Ruler();
            yield return string.Concat(
                Enumerable.Range(row * Width, ticks).Select(tick => Letter(series.Sign(tick)))
            );
            if (Marker(columns, series, ruling) is { } marker)
                yield return marker;
        }
    }

    private static IEnumerable<string> Rows(BakeSeries series, Ruling? ruling)
    {
        var columns = Columns.Of(series.Count, Width, series.Interval);
        var table = new ChartTable(columns.Count);
        table.Line(columns.Ruler(), "baseline", "bake", "ratio", "p95", "errors");
        Probes(table, series, columns);
        Clients(table, series, columns);
        Gauges(table, series, columns);
        if (!table.HasRows)
            return [];
        if (Marker(columns, series, ruling) is { } marker)
            table.Line(marker);
        return table
            .Lines()
            .Prepend(
                "latency from 0 to the row's highest, at least twice the baseline: × no good answer  · not measured"
            )
            .Prepend("");
    }

    private static void Probes(ChartTable table, BakeSeries series, Columns columns)
    {
        var probes = series
            .Probes.Select(probe => (Name: probe, AtEdge: false, Figures: series.Figures(probe)))
            .Concat(
                series.Edge.Select(probe =>
                    (Name: $"{probe} (site)", AtEdge: true, Figures: series.FiguresAtEdge(probe))
                )
            )
            .ToList();
        var shown = probes
            .OrderByDescending(probe => probe.Figures.Wrong)
            .ThenByDescending(probe => probe.Figures.Ratio)
            .Take(MostRows)
            .ToHashSet();
        foreach (var probe in probes.Where(shown.Contains))
        {
            var figures = probe.Figures;
            table.Row(
                Name(probe.Name),
                Sparkline.Text(
                    columns,
                    tick => Sample(tick) is { Ok: true } good ? good.Milliseconds : null,
                    tick => Sample(tick) is { Ok: false },
                    2 * (figures.Baseline ?? figures.Median ?? 0)
                ),
                FigureText.Milliseconds(figures.Baseline),
                FigureText.Milliseconds(figures.Median),
                FigureText.Times(figures.Ratio),
                FigureText.Milliseconds(figures.P95),
                figures.Errors
            );

            Sample? Sample(int tick) =>
                probe.AtEdge
                    ? series.AtEdge(tick, figures.Probe)
                    : series.Sample(tick, figures.Probe);
        }

        if (probes.Count > MostRows)
            table.Line($"and {probes.Count - MostRows} more probes, with fewer errors");
    }

    private static void Clients(ChartTable table, BakeSeries series, Columns columns)
    {
        Row("clients, new slot", tick => tick.NewTraffic);
        Row("clients, old slot", tick => tick.OldTraffic);

        void Row(string name, Func<Tick, Traffic?> of)
        {
            var read = Enumerable
                .Range(0, series.Count)
                .Select(tick => of(series[tick]))
                .OfType<Traffic>()
                .ToList();
            if (read.Count > 0)
                table.Row(
                    name,
                    Sparkline.Text(columns, tick => of(series[tick])?.Requests),
                    $"  {FigureText.Count(Sum(read, traffic => traffic.Requests), "request")}, {FigureText.Count(Sum(read, traffic => traffic.Errors), "error")} of status 5xx"
                );
        }
    }

    private static void Gauges(ChartTable table, BakeSeries series, Columns columns)
    {
        foreach (var gauge in series.Gauges.Take(MostRows / 2))
        {
            var seen = Enumerable.Range(0, series.Count).Select(Value).OfType<double>().ToList();
            table.Row(
                Name(gauge),
                Sparkline.Text(columns, Value, top: 100),
                seen.Count is 0
                    ? "  not measured"
                    : $"  median {FigureText.Percent(Statistics.OrderStatistics.Median(seen))}, at most {FigureText.Percent(seen.Max())}"
            );

            double? Value(int tick) =>
                !series[tick].Gap
                && series[tick].Gauges.TryGetValue(gauge, out var value)
                && double.IsFinite(value)
                    ? value
                    : null;
        }
    }

    /// <summary>Where the decision fell, and which.</summary>
    private static string? Marker(Columns columns, BakeSeries series, Ruling? ruling)
    {
        if (series.Decided is not { } decided || columns.Showing(decided) is not { } column)
            return null;
        var text =
            $"tick {ruling!.Tick}: {RulingText.Word(ruling.Verdict)}, {RulingText.Word(ruling.Action)}";
        return column > text.Length
            ? new StringBuilder().Append(' ', column - text.Length - 1) + text + " ▲"
            : new StringBuilder().Append(' ', column) + "▲ " + text;
    }

    private static char Letter(TickSign sign) =>
        sign switch
        {
            TickSign.Clean => '▁',
            TickSign.Failed => '█',
            TickSign.Shared => '≈',
            TickSign.Missing => '?',
        };

    private static string Name(string name) => PlainText.OneLine(name, LongestName);

    private static long Sum(IEnumerable<Traffic> traffic, Func<Traffic, long> of) =>
        traffic.Aggregate(0L, (sum, tick) => sum > long.MaxValue / 2 ? sum : sum + of(tick));
}
