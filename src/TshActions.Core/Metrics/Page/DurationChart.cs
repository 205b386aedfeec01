using System.Xml.Linq;
using TshActions.Core.Metrics.Texts;
using TshActions.Core.Reports;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>How long each deployment that succeeded took, under the line it should stay below.</summary>
internal static class DurationChart
{
    public static XElement Of(EnvironmentMetrics one, MetricsWindow window)
    {
        List<DeploymentFact> took =
        [
            .. one
                .Deployed.Where(fact => fact is { End: DeploymentEnd.Succeeded, Took: not null })
                .OrderBy(fact => fact.Began),
        ];
        var target = FigureTargets.Of(FigureKind.DeploymentDuration) / 60;
        var highest = Math.Max(target * 1.2, took.Select(Minutes).DefaultIfEmpty(0).Max());
        var step = Plot.Step(highest, [5, 10, 15, 30, 60, 120, 240, 480, 1440, 14_400, 144_000]);
        var top = step * Math.Ceiling(highest / step);
        var slow = took.Count(fact => Minutes(fact) >= target);
        return Plot.Of(
            "Minutes a deployment took",
            took.Count is 0
                ? "none succeeded"
                : $"{FigureText.Count(took.Count, "deployment")}, {slow} of them at or over the target of {target:0} minutes",
            [("took", "succeeded"), ("target", $"target {target:0} min")],
            Enumerable
                .Range(0, (int)(top / step) + 1)
                .Select(mark => (mark * step / top, $"{mark * step:0}")),
            Plot.Dates(window.Begin, window.End),
            Shape("path", Class("target"), At("d", $"M0 {Number(Y(target))}H1000")),
            took.Select(fact =>
                Shape(
                    "path",
                    Class(Minutes(fact) >= target ? "point slow" : "point"),
                    At("d", $"M{Number(X(fact))} {Number(Y(Minutes(fact)))}h0"),
                    Shape(
                        "title",
                        $"{DateText.Minute(fact.Began)}, {ReleaseText.Short(fact.Release)}: {FigureWords.Time(fact.Took!.Value)}"
                    )
                )
            )
        );

        double X(DeploymentFact fact) => Plot.Width * ((fact.Began - window.Begin) / window.Length);

        double Y(double minutes) => 100 - minutes / top * 100;
    }

    private static double Minutes(DeploymentFact fact) =>
        Math.Max(0, fact.Took!.Value.TotalMinutes);
}
