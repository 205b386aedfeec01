using TshActions.Core.Gates;
using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>The figures as a part of the job summary: a table an environment, a chart, and the log folded away.</summary>
public static class MetricsMarkdown
{
    private const int MostRows = 50;

    public static string Text(MetricsReport report) =>
        $"""

            {report.Window.Days} days, {DateText.Day(report.Window.Begin)} to {DateText.Day(
                report.Window.End
            )}, against as many before.

            {string.Join('\n', report.Environments.Select(one => Environment(one, report.Window)))}
            Figures and targets are those of the deployment checklist; frequency, recovery time and change failure rate as [DORA]({FigureWords.Source}) has them.

            """;

    private static string Environment(EnvironmentMetrics one, MetricsWindow window) =>
        $"""
            #### {Sign(one.Verdict)} {MarkdownText.Cell(one.Name)}: {Heading(one)}

            | | figure | value | target | trend | measured on |
            |---|---|---:|---:|---|---|
            {string.Join('\n', one.Figures.Select(Row))}

            {Chart(one, window)}{string.Concat(
                one.Notes.Select(note => $"- {MarkdownText.Cell(note)}\n")
            )}
            {Log(one)}
            """;

    public static string Heading(EnvironmentMetrics one) =>
        one.Verdict is Verdict.Inconclusive ? "nothing came to an end here, so there is no figure"
        : one.Missed.Count() is > 0 and var missed ? $"{FigureText.Count(missed, "target")} missed"
        : "every measured target met";

    private static string Row(Figure figure) =>
        $"| {Sign(figure.Standing)} | {FigureWords.Title(figure.Kind)} | {FigureWords.Value(figure.Kind, figure.Now.Value)} | {FigureWords.Target(figure.Kind)} | {Trend(figure)} | {FigureWords.Basis(figure)}{(figure.InDoubt ? " (may be chance)" : "")} |";

    private static string Trend(Figure figure) =>
        FigureWords.Trend(figure) is { Length: > 0 } trend ? trend : FigureText.None;

    private static string Chart(EnvironmentMetrics one, MetricsWindow window)
    {
        var buckets = Buckets.Of(one.Facts, window);
        return buckets.All(bucket => bucket.All is 0)
            ? ""
            : $"""
                ```mermaid
                {MermaidChart.Text(buckets)}
                ```

                {MermaidChart.Letters(buckets)}

                """;
    }

    private static string Log(EnvironmentMetrics one) =>
        one.Facts.Count is 0
            ? ""
            : $"""
                <details><summary>Deployment log</summary>

                {LogTable.Head}{string.Concat(
                    one.Facts.Take(MostRows).Select(fact => LogTable.Row(one.Name, fact))
                )}
                {(one.Facts.Count > MostRows
                    ? $"{one.Facts.Count - MostRows} earlier ones stand in the report.\n\n"
                    : "")}</details>

                """;

    private static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "✅",
            Verdict.Inconclusive => "➖",
            _ => "⚠️",
        };

    private static string Sign(Standing standing) =>
        standing switch
        {
            Standing.Met => "✅",
            Standing.Missed => "⚠️",
            Standing.Unknown => "–",
        };
}
