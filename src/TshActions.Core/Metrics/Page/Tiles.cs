using System.Xml.Linq;
using TshActions.Core.Metrics.Texts;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>One figure as a tile: the value large, its target and its trend beside it, and where it lies between them.</summary>
internal static class Tiles
{
    public static XElement Of(Figure figure) =>
        El(
            "li",
            Class($"tile {Kind(figure.Standing)}"),
            El(
                "div",
                Class("top"),
                El("h3", FigureWords.Title(figure.Kind)),
                El(
                    "span",
                    Class("standing"),
                    $"{Sign(figure.Standing)} {FigureWords.Word(figure.Standing)}"
                )
            ),
            El("p", Class("value"), FigureWords.Value(figure.Kind, figure.Now.Value)),
            El(
                "p",
                Class("aim"),
                El("span", $"target {FigureWords.Target(figure.Kind)}"),
                Trend(figure)
            ),
            Scale.Of(figure),
            El(
                "p",
                Class("basis"),
                FigureWords.Basis(figure),
                figure.InDoubt ? El("em", "may be chance") : null
            )
        );

    private static XElement? Trend(Figure figure) =>
        FigureWords.Trend(figure) is { Length: > 0 } trend
            ? El(
                "span",
                Class(
                    $"{figure.Trend switch
                    {
                        Metrics.Trend.Better => "better",
                        Metrics.Trend.Worse => "worse",
                        _ => "same",
                    }}"
                ),
                trend
            )
            : null;

    private static string Kind(Standing standing) => standing.ToString().ToLowerInvariant();

    private static string Sign(Standing standing) =>
        standing switch
        {
            Standing.Met => "✓",
            Standing.Missed => "!",
            Standing.Unknown => "–",
        };
}
