using System.Net;

namespace TshActions.Rig.Rehearsal;

/// <summary>A rehearsal as one self-contained page: chart, scenes, every line of every step.</summary>
internal static class RehearsalPage
{
    public static string Text(IReadOnlyList<Scene> scenes, IReadOnlyList<Sample> samples)
    {
        var held = scenes.All(scene => scene.Held);
        var load = scenes.Select(scene => scene.Load).OfType<Load.LoadResult>().ToList();
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>TSH Actions rehearsal</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c2330; --soft: #667085; --paper: #fff; --line: #e4e7ec; --band: #f5f7fa; --good: #12805c; --bad: #d92d20; --blue: #2e6fdb; --green: #1f9d6b; --amber: #d98b0b; --violet: #7a5af8; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #98a2b3; --paper: #12161d; --line: #2a313d; --band: #1a202a; --good: #3ccb94; --bad: #ff6a5e; --blue: #6ea0ff; --green: #45c793; --amber: #f0b04a; --violet: #a48afb; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: 0; } .lead { color: var(--soft); margin-top: .2rem; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: 500; } .n { text-align: right; }
            .good { color: var(--good); } .bad { color: var(--bad); } svg { width: 100%; height: auto; margin: 1.2rem 0; } svg text { fill: var(--soft); font-size: 11px; }
            details { margin: .4rem 0; } summary { cursor: pointer; } pre { background: var(--band); padding: .8rem; overflow-x: auto; font-size: 12.5px; border-radius: 6px; }
            .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .3em 0 1em; }
            </style>
            <h1>{{(held ? "Every scene held" : "Not every scene held")}}</h1>
            <p class="lead">{{scenes.Count}} scenes in {{scenes[
                ^1
            ].End.TotalSeconds:0}} s on two throw-away hosts · {{load.Sum(seen =>
                seen.Requests
            ):N0}} requests of clients · {{load.Sum(seen =>
                seen.Failed
            ):N0}} failed, all counted below</p>
            {{RehearsalChart.Svg(scenes, samples)}}
            <table>
            <tr><th></th><th>scene</th><th class="n">took</th><th>production live</th><th class="n">requests</th><th class="n">p99</th><th>failed</th></tr>
            {{string.Join('\n', scenes.Select(Row))}}
            </table>
            <h2>What each step said</h2>
            {{string.Join('\n', scenes.Select(Log))}}
            </html>

            """;
    }

    private static string Row(Scene scene) =>
        $"""
            <tr><td class="{(scene.Held ? "good" : "bad")}">{(
                scene.Held ? "✓" : "✗"
            )}</td><td>({scene.Letter}) {Safe(scene.Title)}{string.Concat(
                scene.Trouble.Select(trouble => $"<br><span class=\"bad\">{Safe(trouble)}</span>")
            )}</td><td class="n">{scene.Duration.TotalSeconds:0.0} s</td><td>{Safe(
                scene.Live
            )}</td><td class="n">{scene.Load?.Requests.ToString("N0") ?? "–"}</td><td class="n">{(
                scene.Load is { } load ? $"{load.P99.TotalMilliseconds:0} ms" : "–"
            )}</td><td>{(
                scene.Load is { Failed: > 0 } seen ? Safe(SceneLoad.Kinds(seen)) : "0"
            )}</td></tr>
            """;

    private static string Log(Scene scene) =>
        string.Join(
            '\n',
            scene
                .Lines.GroupBy(line => line.Step)
                .Select(step =>
                    $"<details><summary>({scene.Letter}) {Safe(step.Key)}</summary><pre>{Safe(string.Join('\n', step.Select(line => line.Text)))}</pre></details>"
                )
        );

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
