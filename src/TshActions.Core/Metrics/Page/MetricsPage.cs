using System.Xml.Linq;
using TshActions.Core.Gates;
using TshActions.Core.Metrics.Texts;
using TshActions.Core.Reports;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>
/// The figures as one page for whoever wants to see them: charts, log, definitions. It is whole in itself: no request
/// leaves it, no script runs in it, and it follows the reader's light or dark.
/// </summary>
public static class MetricsPage
{
    // Styles of its own and nothing from anywhere.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    public static string Text(MetricsReport report)
    {
        var title = $"Deployments of {Plain(report.App)}";
        var page = El(
            "html",
            At("lang", "en"),
            El(
                "head",
                El("meta", At("charset", "utf-8")),
                El("meta", At("http-equiv", "Content-Security-Policy"), At("content", Policy)),
                El(
                    "meta",
                    At("name", "viewport"),
                    At("content", "width=device-width, initial-scale=1")
                ),
                El("meta", At("name", "color-scheme"), At("content", "light dark")),
                El("meta", At("name", "referrer"), At("content", "no-referrer")),
                // A browser asks for an icon where none is named.
                El("link", At("rel", "icon"), At("href", "data:,")),
                El("title", title),
                El("style", PageStyle.Text)
            ),
            El(
                "body",
                Header(report, title),
                El("main", report.Environments.Select(one => Section(one, report.Window))),
                Definitions(),
                El(
                    "footer",
                    $"Made by TSH Actions on {DateText.Minute(report.Window.End)} UTC from the records of deployments. All times are UTC."
                )
            )
        );
        return $"<!doctype html>\n{page}\n";
    }

    private static XElement Header(MetricsReport report, string title) =>
        El(
            "header",
            El(
                "div",
                El("h1", title),
                El(
                    "p",
                    Class("lead"),
                    $"{DateText.Day(report.Window.Begin)} – {DateText.Day(report.Window.End)}, {FigureText.Count(report.Window.Days, "day")}"
                )
            ),
            Pill(report.Verdict, Words(report))
        );

    private static string Words(MetricsReport report) =>
        report.Verdict switch
        {
            Verdict.Pass => "All targets met",
            Verdict.Inconclusive => "No data",
            _ when report.Missed > 0 => $"{FigureText.Count(report.Missed, "target")} missed",
            _ => "Not everything known",
        };

    private static XElement Pill(Verdict verdict, string words) =>
        El(
            "p",
            Class(
                $"pill {verdict switch
                {
                    Verdict.Pass => "met",
                    Verdict.Inconclusive => "unknown",
                    _ => "missed",
                }}"
            ),
            El("span", Class("dot"), At("aria-hidden", "true")),
            words
        );

    private static XElement Section(EnvironmentMetrics one, MetricsWindow window)
    {
        var name = Plain(one.Name);
        return El(
            "section",
            At("aria-label", name),
            El("div", Class("head"), El("h2", name), El("p", Class("lead"), Sum(one))),
            El("ul", Class("tiles"), one.Figures.Select(Tiles.Of)),
            one.Facts.Any(fact => fact.IsOver)
                ? El(
                    "div",
                    Class("charts"),
                    DailyChart.Of(one, window),
                    DurationChart.Of(one, window)
                )
                : null,
            LogPart.Of(one),
            one.Notes.Count > 0
                ? El("ul", Class("notes"), one.Notes.Select(note => El("li", Plain(note))))
                : null
        );
    }

    private static string Sum(EnvironmentMetrics one)
    {
        List<string> parts =
        [
            FigureText.Count(one.Deployed.Count(), "deployment"),
            FigureText.Count(one.Facts.Count - one.Deployed.Count(), "rollback"),
        ];
        return string.Join(", ", parts);
    }

    private static XElement Definitions() =>
        El(
            "details",
            Class("definitions"),
            El("summary", "How these figures are reckoned"),
            El(
                "dl",
                Enum.GetValues<FigureKind>()
                    .Select(kind =>
                        El(
                            "div",
                            El(
                                "dt",
                                $"{FigureWords.Title(kind)}, target {FigureWords.Target(kind)}"
                            ),
                            El("dd", FigureWords.Definition(kind))
                        )
                    )
            ),
            El(
                "p",
                "A share of few deployments is told with the shares it may truly be (95 %, Clopper and Pearson). A trend is told where at least five deployments stand behind it. ",
                El("a", At("href", FigureWords.Source), "What DORA means by its metrics"),
                "."
            )
        );
}
