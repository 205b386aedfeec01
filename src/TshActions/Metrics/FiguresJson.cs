using System.Text.Json.Nodes;
using TshActions.Core.Metrics;

namespace TshActions.Metrics;

/// <summary>The figures for later steps: `fromJSON(…).production['success-rate'].value`.</summary>
internal static class FiguresJson
{
    public static string Text(MetricsReport report)
    {
        var all = new JsonObject();
        foreach (var environment in report.Environments)
        {
            var figures = new JsonObject();
            foreach (var figure in environment.Figures)
                figures[Name(figure.Kind)] = new JsonObject
                {
                    ["value"] = figure.Now.Value is { } value ? Math.Round(value, 4) : null,
                    ["n"] = figure.Now.N,
                    ["target"] = figure.Target,
                    ["standing"] = $"{figure.Standing}".ToLowerInvariant(),
                    ["trend"] = $"{figure.Trend}".ToLowerInvariant(),
                };
            all[environment.Name] = figures;
        }

        return all.ToJsonString();
    }

    private static string Name(FigureKind kind) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{kind}");
}
