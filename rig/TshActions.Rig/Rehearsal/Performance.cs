using System.Diagnostics;
using TshActions.Rig.Load;

namespace TshActions.Rig.Rehearsal;

/// <summary>The six scenes, played one after the other while clients use the sites.</summary>
internal sealed class Performance(Stage stage, Playbill bill, CancellationToken cancel)
    : IAsyncDisposable
{
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly List<Scene> _scenes = [];
    private LoadRun? _staging;
    private LoadRun? _production;
    private Sampler? _sampler;

    public IReadOnlyList<Scene> Scenes => _scenes;

    public IReadOnlyList<Sample> Samples => _sampler?.Samples ?? [];

    public async Task PlayAsync()
    {
        await PlayAsync(
            "0",
            "set both hosts up",
            async scene =>
            {
                await scene.StepAsync("setup", "staging", 0);
                await scene.StepAsync("setup", "production", 0);
            }
        );
        await PlayAsync("a", "v1 → staging", scene => DeployAsync(scene, "staging", "v1"));
        await PlayAsync("b", "v1 → production", scene => DeployAsync(scene, "production", "v1"));

        _staging = await stage.ClientsAsync("staging", cancel);
        _production = await stage.ClientsAsync("production", cancel);
        _sampler = new Sampler(_begin, [_staging, _production]);

        await PlayAsync(
            "c",
            "v2 → staging → production, under load",
            async scene =>
            {
                await DeployAsync(scene, "staging", "v2");
                await DeployAsync(scene, "production", "v2");
            }
        );
        await PlayAsync(
            "d",
            "v3 never gets healthy: aborted before the switch",
            async scene =>
            {
                await scene.StepAsync(
                    "deploy-slot",
                    "production",
                    5,
                    new("release", "v3"),
                    new("path", "v3")
                );
                await scene.ExpectAsync("production", "v2");
            }
        );
        await PlayAsync(
            "e",
            "v4 sickens after the switch: taken back by the gate",
            async scene =>
            {
                scene.MayFail = true;
                await scene.StepAsync(
                    "deploy-slot",
                    "production",
                    0,
                    new("release", "v4"),
                    new("path", "v4")
                );
                await scene.StepAsync(
                    "health-gate",
                    "production",
                    5,
                    new KeyValuePair<string, string>("release", "v4")
                );
                await scene.ExpectAsync("production", "v2");
            }
        );
        await PlayAsync(
            "f",
            "manual rollback to v1",
            async scene =>
            {
                await scene.StepAsync(
                    "rollback",
                    "production",
                    0,
                    new KeyValuePair<string, string>("reason", "rehearsal")
                );
                await scene.ExpectAsync("production", "v1");
                // A moment of calm, so that a late failure still falls into this scene.
                await Task.Delay(TimeSpan.FromSeconds(2), cancel);
            }
        );
        await EndLoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_sampler is not null)
            await _sampler.DisposeAsync();
        if (_staging is not null)
            await _staging.DisposeAsync();
        if (_production is not null)
            await _production.DisposeAsync();
    }

    private static async Task DeployAsync(SceneInPlay scene, string environment, string release)
    {
        await scene.StepAsync(
            "deploy-slot",
            environment,
            0,
            new("release", release),
            new("path", release)
        );
        await scene.StepAsync(
            "health-gate",
            environment,
            0,
            new KeyValuePair<string, string>("release", release)
        );
        await scene.ExpectAsync(environment, release);
    }

    private async Task PlayAsync(string letter, string title, Func<SceneInPlay, Task> play)
    {
        bill.Opens(letter, title);
        var begin = Stopwatch.GetElapsedTime(_begin);
        var marks = Loads().Select(load => (load, mark: load.Mark(letter))).ToList();
        var scene = new SceneInPlay(
            stage,
            bill,
            () => marks.Select(pair => pair.load.Since(pair.mark)),
            cancel
        );
        await scene.PlayAsync(play);
        var seen = marks.Count is 0
            ? null
            : SceneLoad.Sum(letter, marks.Select(pair => pair.load.Since(pair.mark)));
        var end = Stopwatch.GetElapsedTime(_begin);
        _scenes.Add(
            new Scene(
                letter,
                title,
                begin,
                end - begin,
                scene.Live,
                seen,
                scene.Verdict(seen),
                scene.Lines
            )
        );
        bill.Closes(_scenes[^1]);
    }

    private async Task EndLoadAsync()
    {
        foreach (var (load, name) in Loads().Zip(["clients of staging", "clients of production"]))
            bill.Say(
                LoadReport.Text(await load.StopAsync() with { Name = name }, failuresShown: 5)
            );
    }

    private IEnumerable<LoadRun> Loads() => new[] { _staging, _production }.OfType<LoadRun>();
}
