using System.Diagnostics;
using System.Runtime.InteropServices;
using TshActions.Rig.Docker;
using TshActions.Rig.Rehearsal;

// rehearse: carries a real application through staging, production, a bad release taken back and a rollback, under load.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var begin = Stopwatch.GetTimestamp();
var bill = new Playbill(Console.Out);
var folder = Directory
    .CreateDirectory(Path.Combine(RepositoryRoot.Find(), "artifacts", "rehearsal"))
    .FullName;
try
{
    await using var stage = await Stage.BuildAsync(text => bill.Say($"… {text}"), stop.Token);
    await using var performance = new Performance(stage, bill, stop.Token);
    await performance.PlayAsync();

    await File.WriteAllTextAsync(
        Path.Combine(folder, "summary.md"),
        RehearsalSummary.Text(performance.Scenes),
        stop.Token
    );
    await File.WriteAllTextAsync(
        Path.Combine(folder, "report.html"),
        RehearsalPage.Text(performance.Scenes, performance.Samples),
        stop.Token
    );
    var held = performance.Scenes.All(scene => scene.Held);
    bill.Say(
        $"""

        {(held ? "✓ every scene held" : "✗ not every scene held")}, {Stopwatch.GetElapsedTime(
            begin
        ).TotalSeconds:0} s in all
          look at artifacts/rehearsal/report.html and artifacts/rehearsal/summary.md
        """
    );
    return held ? 0 : 1;
}
catch (RigException error)
{
    bill.Say($"✗ {error.Message}");
    return 4;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    bill.Say("✗ cancelled; the hosts are removed");
    return 130;
}
