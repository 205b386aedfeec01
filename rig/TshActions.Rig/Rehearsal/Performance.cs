using System.Diagnostics;
using TshActions.Rig.Erp;
using TshActions.Rig.Load;

namespace TshActions.Rig.Rehearsal;

/// <summary>The scenes, played one after the other while clients use the sites.</summary>
internal sealed class Performance(Stage stage, Playbill bill, CancellationToken cancel)
    : IAsyncDisposable
{
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly List<Scene> _scenes = [];
    private LoadRun? _staging;
    private LoadRun? _production;
    private bool _isOver;
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
                await scene.StepAsync("setup", await stage.Origin.StartAsync("staging"), 0);
                await scene.StepAsync("setup", await stage.Origin.StartAsync("production"), 0);
            }
        );
        await PlayAsync("a", "v1 → staging", scene => StageAsync(scene, "v1", ErpSwitches.None));
        await PlayAsync("b", "v1 → production", scene => ReleaseAsync(scene, "v1"));

        _staging = await stage.ClientsAsync("staging", cancel);
        _production = await stage.ClientsAsync("production", cancel);
        _sampler = new Sampler(_begin, [_staging, _production]);

        await PlayAsync(
            "c",
            "v2 → staging → production, under load",
            async scene =>
            {
                await StageAsync(scene, "v2", ErpSwitches.None);
                await ReleaseAsync(scene, "v2");
            }
        );
        await PlayAsync(
            "d",
            "v3 never gets healthy: aborted on staging, merged all the same, and refused by the checklist",
            async scene =>
            {
                await stage.Origin.CommitAsync("v3", new() { NeverHealthy = true }, cancel);
                await (await JobAsync(scene, "staging")).DeployAsync("v3", deploy: 5);
                await scene.ExpectAsync("staging", "v2");
                await stage.Origin.MergeAsync("v3");
                await (await JobAsync(scene, "production")).RefuseAsync("v3");
                await scene.ExpectAsync("production", "v2");
            }
        );
        await PlayAsync(
            "e",
            "v4 sickens in production alone: taken back by the gate",
            async scene =>
            {
                scene.MayFail = true;
                await StageAsync(
                    scene,
                    "v4",
                    new() { SickAfter = TimeSpan.FromSeconds(14), SickOn = "erp_production" }
                );
                await stage.Origin.MergeAsync("v4");
                await (await JobAsync(scene, "production")).DeployAsync("v4", gate: 5);
                await scene.ExpectAsync("production", "v2");
            }
        );
        await PlayAsync(
            "f",
            "manual rollback to v1",
            async scene =>
            {
                await (await JobAsync(scene, "production")).RollBackAsync("rehearsal");
                await scene.ExpectAsync("production", "v1");
                // A moment of calm, so that a late failure still falls into this scene.
                await Task.Delay(TimeSpan.FromSeconds(2), cancel);
            }
        );
        await EndLoadAsync();
        await PlayAsync(
            "g",
            "what GitHub's records, the team's chat and the figures say of it",
            TellAsync
        );
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

    private async Task<Pipeline> JobAsync(SceneInPlay scene, string environment) =>
        new(scene, await stage.Origin.StartAsync(environment));

    private async Task StageAsync(SceneInPlay scene, string release, ErpSwitches switches)
    {
        await stage.Origin.CommitAsync(release, switches, cancel);
        await (await JobAsync(scene, "staging")).DeployAsync(release);
        await scene.ExpectAsync("staging", release);
    }

    private async Task ReleaseAsync(SceneInPlay scene, string release)
    {
        await stage.Origin.MergeAsync(release);
        await (await JobAsync(scene, "production")).DeployAsync(release);
        await scene.ExpectAsync("production", release);
    }

    private async Task TellAsync(SceneInPlay scene)
    {
        scene.Compare(
            "records of staging",
            stage.Origin.Record("staging"),
            "deploy v1 inactive",
            "deploy v2 inactive",
            "deploy v3 failure",
            "deploy v4 success"
        );
        scene.Compare(
            "records of production",
            stage.Origin.Record("production"),
            "deploy v1 inactive",
            "deploy v2 failure",
            "deploy v4 failure",
            "rollback v1 success"
        );
        // Each one updated in place; where it failed, one more that makes a sound.
        scene.Compare(
            "told",
            // A busy machine is late for some ticks, which is a warning.
            [
                .. stage.Origin.Told.Select(line =>
                    line.Replace("⚠️", "✅").Replace(", with warnings", "")
                ),
            ],
            "✅ tsh-erp v1 is live on staging",
            "✅ tsh-erp v1 is live on production",
            "✅ tsh-erp v2 is live on staging",
            "✅ tsh-erp v2 is live on production",
            "❌ tsh-erp v3 failed on staging",
            "❌ tsh-erp v3 failed on staging",
            "❌ tsh-erp v3 failed on production",
            "✅ tsh-erp v4 is live on staging",
            "⏪ tsh-erp v4 was taken back on production",
            "⏪ tsh-erp v4 was taken back on production",
            "⏪ tsh-erp on production is back on v1"
        );
        await scene.StepAsync(
            "metrics",
            await stage.Origin.StartAsync("production"),
            0,
            ("html", Origin.Figures)
        );
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
        _isOver = true;
    }

    private IEnumerable<LoadRun> Loads() =>
        _isOver ? [] : new[] { _staging, _production }.OfType<LoadRun>();
}
