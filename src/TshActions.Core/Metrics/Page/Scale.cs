using System.Xml.Linq;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>
/// A line from the least to the most that can be: the good part tinted, what is likely as a line, what was measured as a
/// dot. It says nothing that the words of the tile do not.
/// </summary>
internal static class Scale
{
    public static XElement Of(Figure figure)
    {
        var (least, most) = Ends(figure);
        var target = Place(figure.Target);
        var (from, to) = FigureTargets.MoreIsBetter(figure.Kind) ? (target, 100.0) : (0.0, target);
        return Shape(
            "svg",
            Class("scale"),
            At("viewBox", "0 0 100 10"),
            At("preserveAspectRatio", "none"),
            At("aria-hidden", "true"),
            Part("track", 0, 100),
            Part("good", from, to),
            Likely(),
            Shape("path", Class("aim"), At("d", $"M{Number(target)} 0V10")),
            figure.Now.Value is { } value ? Dot(Place(value)) : null
        );

        double Place(double value) => Math.Clamp((value - least) / (most - least) * 100, 0, 100);

        XElement? Likely() =>
            figure.Likely is { } likely ? Part("likely", Place(likely.Low), Place(likely.High))
            : figure.Now is { Value: { } middle, High90: { } slow }
                ? Part("likely", Place(middle), Place(slow))
            : null;
    }

    private static (double Least, double Most) Ends(Figure figure) =>
        figure.Kind switch
        {
            FigureKind.SuccessRate => (Math.Min(0.75, figure.Likely?.Low ?? 1), 1),
            FigureKind.RollbackRate or FigureKind.ChangeFailureRate => (
                0,
                Math.Max(0.25, figure.Likely?.High ?? 0)
            ),
            _ => (
                0,
                Math.Max(
                    2 * figure.Target,
                    1.2 * Math.Max(figure.Now.High90 ?? 0, figure.Now.Value ?? 0)
                )
            ),
        };

    private static XElement Part(string kind, double from, double to) =>
        Shape("path", Class(kind), At("d", $"M{Number(from)} 5H{Number(to)}"));

    // A line without length has round ends, and stays round however the picture is stretched.
    private static XElement Dot(double at) =>
        Shape("path", Class("dot"), At("d", $"M{Number(at)} 5h0"));
}
