using System.Xml.Linq;
using TshActions.Core.Reports;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>
/// A chart that fits any width: shapes are stretched, words are not, so they stay legible on a phone. The picture is
/// 1000 wide and 100 high, with 0 at the top.
/// </summary>
internal static class Plot
{
    public const double Width = 1000;

    public static XElement Of(
        string title,
        string about,
        IEnumerable<(string Kind, string Word)> keys,
        IEnumerable<(double Share, string Word)> heights,
        IEnumerable<(double Share, string Word)> times,
        params object?[] shapes
    )
    {
        List<(double Share, string Word)> up = [.. heights];
        return El(
            "figure",
            El(
                "figcaption",
                El("h3", title),
                El(
                    "p",
                    Class("keys"),
                    keys.Select(key =>
                        El("span", El("i", Class(key.Kind), At("aria-hidden", "true")), key.Word)
                    )
                )
            ),
            El(
                "div",
                Class("plot"),
                El(
                    "div",
                    Class("y"),
                    At("aria-hidden", "true"),
                    up.Select(mark =>
                        El("span", Style($"bottom:{Number(mark.Share * 100)}%"), mark.Word)
                    )
                ),
                Shape(
                    "svg",
                    At("viewBox", "0 0 1000 100"),
                    At("preserveAspectRatio", "none"),
                    At("role", "img"),
                    Shape("title", title),
                    Shape("desc", about),
                    up.Select(mark =>
                        Shape(
                            "path",
                            Class("grid"),
                            At("d", $"M0 {Number(100 - mark.Share * 100)}H1000")
                        )
                    ),
                    shapes
                ),
                El(
                    "div",
                    Class("x"),
                    At("aria-hidden", "true"),
                    times.Select(mark =>
                        El("span", Style($"left:{Number(mark.Share * 100)}%"), mark.Word)
                    )
                )
            )
        );
    }

    /// <summary>Dates under a window: its begin, its end, and as many between as a phone has room for.</summary>
    public static IEnumerable<(double Share, string Word)> Dates(
        DateTimeOffset from,
        DateTimeOffset to
    ) =>
        Enumerable
            .Range(0, 4)
            .Select(part => (part / 3.0, DateText.ShortDay(from + (to - from) * (part / 3.0))));

    /// <summary>Round numbers from 0 that reach the highest, four steps at most.</summary>
    public static double Step(double highest, IEnumerable<double> steps) =>
        steps.First(step => highest / step <= 4);
}
