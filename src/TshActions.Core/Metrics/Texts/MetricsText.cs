using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>The figures as lines of a terminal or a log.</summary>
public static class MetricsText
{
    public static IEnumerable<string> Lines(MetricsReport report) =>
        report.Environments.SelectMany(one =>
            (string[])
                [
                    $"  {PlainText.OneLine(one.Name)}, {FigureText.Count(report.Window.Days, "day")}",
                    .. one.Figures.Select(Line),
                    .. one.Notes.Select(note => $"    · {PlainText.OneLine(note)}"),
                ]
        );

    private static string Line(Figure figure) =>
        $"  {Sign(figure.Standing)} {FigureWords.Title(figure.Kind), -20} {FigureWords.Value(figure.Kind, figure.Now.Value), 12}  target {FigureWords.Target(figure.Kind), -10}  {FigureWords.Basis(figure)}{(figure.InDoubt ? " (may be chance)" : "")}{(FigureWords.Trend(figure) is { Length: > 0 } trend ? $"  {trend}" : "")}";

    private static char Sign(Standing standing) =>
        standing switch
        {
            Standing.Met => '✓',
            Standing.Missed => '!',
            Standing.Unknown => '–',
        };
}
