using System.Globalization;
using System.Text;
using System.Xml.Linq;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Reports;

/// <summary>
/// A bake as a picture in one file: how many times slower each probe answered than before the switch, over the ticks that
/// failed. It asks nothing of the network, runs nothing, and follows the reader's light or dark.
/// </summary>
public static class GateSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private const int Lines = 8;
    private const int MostPoints = 120;

    private const double Left = 52;
    private const double Right = 652;
    private const double Top = 64;
    private const double Bottom = 304;

    public static string Text(GateRecord record)
    {
        var series = new BakeSeries(record.Recording, record.Ruling);
        var lines = SlowestFirst(series);
        var top = Math.Clamp(
            Math.Ceiling(Math.Log2(lines.SelectMany(line => line.Ratios).Max() ?? 1)),
            2,
            6
        );
        var title = Title(record);
        var root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", "0 0 820 350"),
            new XAttribute("width", 820),
            new XAttribute("height", 350),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "style", Style),
            new XElement(
                Svg + "rect",
                new XAttribute("class", "paper"),
                new XAttribute("width", 820),
                new XAttribute("height", 350)
            ),
            Words(16, 26, title, "head"),
            Words(16, 46, Subtitle(record, lines), "faint"),
            Bars(series),
            Grid(series, top),
            lines.Select((line, index) => Line(line, index, top)),
            Legend(lines, series),
            Decision(record, series)
        );
        return $"{root}\n";
    }

    private static List<ProbeLine> SlowestFirst(BakeSeries series)
    {
        if (series.Count is 0)
            return [];
        var columns = Columns.Of(series.Count, MostPoints, series.Interval);
        return
        [
            .. series
                .Probes.Select(probe => ProbeLine.Of(series, columns, probe))
                .OfType<ProbeLine>()
                .OrderByDescending(line => line.Figures.Ratio)
                .ThenBy(line => line.Figures.Probe, StringComparer.Ordinal)
                .Take(Lines),
        ];
    }

    private static string Title(GateRecord record) =>
        PlainText.OneLine(
            $"Bake on {record.Host}"
                + (record.Recording.Head.Release is { } release ? $", release {release}" : "")
                + (
                    record.Ruling is { } ruling
                        ? $": {RulingText.Word(ruling.Verdict)}, {RulingText.Word(ruling.Action)}"
                        : ": not judged"
                ),
            100
        );

    private static string Subtitle(GateRecord record, List<ProbeLine> lines) =>
        lines.Count is 0 ? "no good answer was measured"
        : lines.TrueForAll(line => line.Figures.Ratio is not null)
            ? "answers, times the median before the switch"
        : record.Recording.Head.Baseline is null
            ? "answers, times their own median: nothing was measured before the switch"
        : "answers, times the median before the switch, or their own where that is not known (~)";

    /// <summary>Ticks that were not clean, those in a row as one.</summary>
    private static IEnumerable<XElement> Bars(BakeSeries series)
    {
        for (int from = 0, to; from < series.Count; from = to)
        {
            var sign = series.Sign(from);
            for (to = from + 1; to < series.Count && series.Sign(to) == sign; )
                to++;
            if (sign is not TickSign.Clean)
                yield return new XElement(
                    Svg + "rect",
                    new XAttribute("class", RulingText.Word(sign)),
                    new XAttribute("x", Number(X(from, series.Count))),
                    new XAttribute("y", Number(Top)),
                    new XAttribute("width", Number(X(to, series.Count) - X(from, series.Count))),
                    new XAttribute("height", Number(Bottom - Top))
                );
        }
    }

    private static IEnumerable<XElement> Grid(BakeSeries series, double top)
    {
        for (var power = -1; power <= top; power++)
        {
            var y = Y(Math.Pow(2, power), top);
            yield return Stroke(power is 0 ? "usual" : "grid", Left, y, Right, y);
            yield return Words(Left - 8, y + 4, $"{Math.Pow(2, power):0.#}×", "faint", "end");
        }

        var minutes = (series.Count * series.Interval).TotalMinutes;
        var step = Steps.FirstOrDefault(step => minutes / step <= 10, minutes / 5);
        for (var mark = 0; mark * step <= minutes && mark <= 10; mark++)
        {
            var x = minutes > 0 ? Left + (Right - Left) * mark * step / minutes : Left;
            yield return Stroke("grid", x, Bottom, x, Bottom + 5);
            yield return Words(x, Bottom + 19, $"{mark * step:0.##}", "faint", "middle");
        }

        yield return Words(
            (Left + Right) / 2,
            Bottom + 37,
            "minutes after the switch",
            "faint",
            "middle"
        );
    }

    private static XElement Line(ProbeLine line, int index, double top)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var (column, ratio) in line.Ratios.Index())
        {
            if (ratio is not { } known)
            {
                pen = 'M';
                continue;
            }

            var x = Left + (Right - Left) * (column + 0.5) / line.Ratios.Count;
            path.Append(pen).Append(Number(x)).Append(' ').Append(Number(Y(known, top)));
            // A point between two holes is a dot: the cap of a line without length.
            if (pen is 'M')
                path.Append("h0");
            pen = 'L';
        }

        return new XElement(
            Svg + "path",
            new XAttribute("class", $"line p{index}"),
            new XAttribute("d", path.ToString())
        );
    }

    private static IEnumerable<XElement> Legend(List<ProbeLine> lines, BakeSeries series)
    {
        var y = Top + 6;
        foreach (var (index, line) in lines.Index())
        {
            var figures = line.Figures;
            yield return new XElement(
                Svg + "path",
                new XAttribute("class", $"line p{index}"),
                new XAttribute("d", $"M{Right + 16} {Number(y)}h18")
            );
            yield return Words(
                Right + 42,
                y + 4,
                $"{PlainText.OneLine(figures.Probe, 14)} {(figures.Ratio is null ? "~" : FigureText.Times(figures.Ratio))}"
            );
            y += 20;
        }

        if (series.Probes.Count > lines.Count)
        {
            yield return Words(
                Right + 42,
                y + 4,
                $"{series.Probes.Count - lines.Count} more",
                "faint"
            );
            y += 20;
        }

        var signs = Enumerable.Range(0, series.Count).Select(series.Sign).Distinct().Order();
        foreach (var sign in signs.Where(sign => sign is not TickSign.Clean))
        {
            yield return new XElement(
                Svg + "rect",
                new XAttribute("class", RulingText.Word(sign)),
                new XAttribute("x", Right + 16),
                new XAttribute("y", Number(y - 6)),
                new XAttribute("width", 18),
                new XAttribute("height", 12)
            );
            yield return Words(Right + 42, y + 4, Word(sign));
            y += 20;
        }
    }

    private static IEnumerable<XElement> Decision(GateRecord record, BakeSeries series)
    {
        if (series.Decided is not { } decided)
            yield break;
        var x = X(decided + 0.5, series.Count);
        var late = x > (Left + Right) / 2;
        yield return Stroke("decision", x, Top - 14, x, Bottom);
        yield return Words(
            x + (late ? -6 : 6),
            Top - 6,
            $"tick {decided + 1}: {RulingText.Word(record.Ruling!.Action)}",
            "mark",
            late ? "end" : "start"
        );
    }

    private static string Word(TickSign sign) =>
        sign switch
        {
            TickSign.Clean => "clean",
            TickSign.Failed => "failed",
            TickSign.Shared => "both slots failed",
            TickSign.Missing => "not measured",
        };

    private static double X(double tick, int ticks) =>
        Left + (Right - Left) * tick / Math.Max(1, ticks);

    // By powers of two: half as long and twice as long look alike.
    private static double Y(double ratio, double top)
    {
        var power = ratio > 0 ? Math.Clamp(Math.Log2(ratio), -1, top) : -1;
        return Bottom - (Bottom - Top) * (power + 1) / (top + 1);
    }

    private static XElement Stroke(string kind, double x1, double y1, double x2, double y2) =>
        new(
            Svg + "line",
            new XAttribute("class", kind),
            new XAttribute("x1", Number(x1)),
            new XAttribute("y1", Number(y1)),
            new XAttribute("x2", Number(x2)),
            new XAttribute("y2", Number(y2))
        );

    private static XElement Words(
        double x,
        double y,
        string text,
        string? kind = null,
        string anchor = "start"
    ) =>
        new(
            Svg + "text",
            kind is null ? null : new XAttribute("class", kind),
            new XAttribute("x", Number(x)),
            new XAttribute("y", Number(y)),
            anchor is "start" ? null : new XAttribute("text-anchor", anchor),
            text
        );

    private static string Number(double number) =>
        number.ToString("0.#", CultureInfo.InvariantCulture);

    private static readonly double[] Steps = [0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480];

    private const string Style = """

            text { font: 12px system-ui, sans-serif; fill: #1f2328 }
            .paper { fill: #fff } .head { font-weight: 600; font-size: 15px } .faint { fill: #59636e }
            .grid { stroke: #d1d9e0 } .usual { stroke: #818b98 }
            .line { fill: none; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
            .failed { fill: #d1242f; opacity: .28 } .shared { fill: #bf8700; opacity: .3 } .missing { fill: #818b98; opacity: .25 }
            .decision { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 4 3 } .mark { font-weight: 600 }
            .p0 { stroke: #0969da } .p1 { stroke: #bc4c00 } .p2 { stroke: #1a7f37 } .p3 { stroke: #8250df }
            .p4 { stroke: #bf3989 } .p5 { stroke: #0a7e8c } .p6 { stroke: #9a6700 } .p7 { stroke: #59636e }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc } .paper { fill: #0d1117 } .faint { fill: #9198a1 }
              .grid { stroke: #3d444d } .usual { stroke: #656c76 } .decision { stroke: #f0f6fc }
              .failed { fill: #f85149; opacity: .4 } .shared { fill: #d29922; opacity: .4 }
              .p0 { stroke: #4493f8 } .p1 { stroke: #f0883e } .p2 { stroke: #3fb950 } .p3 { stroke: #ab7df8 }
              .p4 { stroke: #db61a2 } .p5 { stroke: #39c5cf } .p6 { stroke: #d29922 } .p7 { stroke: #9198a1 }
            }

        """;

    /// <summary>A probe's latencies as multiples of what was usual.</summary>
    private sealed record ProbeLine(ProbeFigures Figures, IReadOnlyList<double?> Ratios)
    {
        public static ProbeLine? Of(BakeSeries series, Columns columns, string probe)
        {
            var figures = series.Figures(probe);
            var usual = figures.Baseline is > 0 ? figures.Baseline : figures.Median;
            return usual is not > 0
                ? null
                : new ProbeLine(
                    figures,
                    [
                        .. Sparkline.Condensed(
                            columns,
                            tick =>
                                // What no clock can have measured is not drawn.
                                series.Sample(tick, probe)
                                    is {
                                        Ok: true,
                                        Milliseconds: >= 0 and < double.PositiveInfinity
                                    } good
                                    ? good.Milliseconds / usual
                                    : null
                        ),
                    ]
                );
        }
    }
}
