using System.Diagnostics;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Rehearsal;

/// <summary>Carries a real application through staging, production, a bad release taken back and a rollback, under load.</summary>
internal static class RehearseCommand
{
    /// <returns>0 when every scene held, 1 when not.</returns>
    public static async Task<int> RunAsync(TextWriter output, CancellationToken cancel)
    {
        var begin = Stopwatch.GetTimestamp();
        var bill = new Playbill(output);
        var folder = Directory
            .CreateDirectory(Path.Combine(RepositoryRoot.Find(), "artifacts", "rehearsal"))
            .FullName;
        await using var stage = await Stage.BuildAsync(text => bill.Say($"… {text}"), cancel);
        await using var performance = new Performance(stage, bill, cancel);
        await performance.PlayAsync();

        await File.WriteAllTextAsync(
            Path.Combine(folder, "summary.md"),
            RehearsalSummary.Text(performance.Scenes),
            cancel
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "report.html"),
            RehearsalPage.Text(performance.Scenes, performance.Samples),
            cancel
        );
        var figures = Path.Combine(stage.Origin.Folder, Origin.Figures);
        if (File.Exists(figures))
            File.Copy(figures, Path.Combine(folder, "metrics.html"), overwrite: true);
        var held = performance.Scenes.All(scene => scene.Held);
        bill.Say(
            $"""

            {(held ? "✓ every scene held" : "✗ not every scene held")}, {Stopwatch.GetElapsedTime(
                begin
            ).TotalSeconds:0} s in all
              look at report.html, metrics.html and summary.md in artifacts/rehearsal
            """
        );
        return held ? 0 : 1;
    }
}
