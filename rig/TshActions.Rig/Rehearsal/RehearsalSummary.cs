using TshActions.Core.Reports;
using TshActions.Rig.Load;

namespace TshActions.Rig.Rehearsal;

/// <summary>A rehearsal as Markdown, for a job summary.</summary>
internal static class RehearsalSummary
{
    private static readonly Outcome[] Failures =
    [
        Outcome.ServerError5xx,
        Outcome.ClientError4xx,
        Outcome.Refused,
        Outcome.ResetOnReused,
        Outcome.ResetOnFresh,
        Outcome.TimedOut,
    ];

    public static string Text(IReadOnlyList<Scene> scenes)
    {
        var held = scenes.All(scene => scene.Held);
        var rows = scenes.Select(scene =>
            $"| {(scene.Held ? "✅" : "❌")} | ({scene.Letter}) {MarkdownText.Cell(scene.Title)} | {scene.Duration.TotalSeconds:0.0} s | {scene.Live} | {scene.Load?.Requests.ToString("N0") ?? "–"} | {string.Join(" | ", Failures.Select(kind => scene.Load?.Count(kind).ToString("N0") ?? "–"))} |"
        );
        return $"""
            ## {(held ? "✅ Rehearsal: every scene held" : "❌ Rehearsal: not every scene held")}

            | | scene | took | production live | requests | {string.Join(
                " | ",
                Failures.Select(SceneLoad.Name)
            )} |
            |---|---|---:|---|---:|{string.Concat(Failures.Select(_ => "---:|"))}
            {string.Join('\n', rows)}

            {Timeline.Markdown([
                .. scenes.Select(scene => new TimedStep(
                    $"({scene.Letter}) {scene.Title}",
                    scene.Begin,
                    scene.Duration,
                    scene.Held,
                    string.Join("; ", scene.Trouble)
                )),
            ])}
            """;
    }
}
