using TshActions.Rig.Docker;
using TshActions.Rig.DropTest;
using TshActions.Rig.Load;
using TshActions.Rig.Runner;

namespace TshActions.Rig.RollbackTime;

/// <summary>
/// Rolls a release back again and again, with the program of the image in a container of its own as a runner starts it,
/// under load: how long from the decision to the first good answer clients get of the release before.
/// </summary>
public static class RollbackTimeCommand
{
    private const int Runs = 20;

    /// <returns>0 when the slowest of the warm rollbacks kept within the promise and no request failed.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        CancellationToken cancel
    )
    {
        if (arguments.Count > 0)
        {
            await output.WriteLineAsync(
                $"rollback-time: rolls back {Runs} times under load and prints median and worst. It takes no options."
            );
            return arguments is ["--help"] ? 0 : 2;
        }

        void Say(string text) => output.WriteLine($"… {text}");
        Say("image of the actions");
        var image = await ActionImage.TagAsync(cancel);
        await using var stage = await DropStage.BuildAsync(new("systemd", "file"), Say, cancel);
        await using var load = LoadRun.Start(
            await DropClients.PlanAsync(stage.Site, stage.Site.Port, cancel)
        );
        // A load that has just begun compiles itself on the cores that the rollback needs.
        await Task.Delay(TimeSpan.FromSeconds(10), cancel);
        List<RollbackSeen> seen = [];
        var live = "v2";
        while (seen.Count < Runs)
        {
            var to = live is "v1" ? "v2" : "v1";
            // The release that was left is marked: here it is good again.
            await stage.Vps.ShellAsync("rm -f /var/lib/tsh/tsh-erp/production/bad/*", cancel);
            var mark = load.Mark($"rollback to {to}");
            var step = await stage.UseAsync(image, "actions/rollback", cancel);
            if (step.ExitCode is not 0)
                throw new RigException($"the rollback ended with {step.ExitCode}:\n{step.Log}");
            var clients = await load.UntilAsync(mark, so => so.AnswersOf(to) is not null, cancel);
            seen.Add(RollbackSeen.Of(step, clients.AnswersOf(to)!.First - mark.At));
            live = to;
        }

        var all = await load.StopAsync();
        await output.WriteLineAsync($"\n{RollbackTable.Of(seen, all)}");
        var held = all.Failed is 0 && seen.Max(run => run.ByTsh) <= RollbackSeen.Promise;
        await output.WriteLineAsync(held ? "✓ every promise held" : "✗ not every promise held");
        return held ? 0 : 1;
    }
}
