using TshActions.Rig.DropTest.Moves;

namespace TshActions.Rig.DropTest;

/// <summary>The ways to move traffic that do drop requests, held against the same judge: one that passes means it is blind.</summary>
internal static class DropControls
{
    private const int Requests = 3_000;
    private const string Blue = "tsh_erp-blue";
    private const string Flag = TrafficByShell.Flag;

    private static readonly Control[] All =
    [
        new(
            "old slot stopped before the switch",
            "file",
            Moves: 1,
            (stage, _) =>
                Task.FromResult<ITraffic>(
                    new TrafficByShell(stage, $"systemctl stop {Blue} && touch {Flag}", "false")
                )
        ),
        new(
            "nginx restarted at the switch",
            "file",
            Moves: 1,
            (stage, _) =>
                Task.FromResult<ITraffic>(
                    new TrafficByShell(stage, $"touch {Flag} && systemctl restart nginx", "false")
                )
        ),
        new(
            "old slot stopped as the reload returns",
            "reload-by-hand",
            Moves: 1,
            TrafficByReload.StoppingOldAsync
        ),
    ];

    public static async Task<IReadOnlyList<JudgedControl>> RunAsync(
        Action<string> say,
        CancellationToken cancel
    )
    {
        await using var stage = await DropStage.BuildAsync(new("systemd", "file"), say, cancel);
        List<JudgedControl> judged = [];
        foreach (var control in All)
        {
            say($"control: {control.Name}");
            await BeginAtBlueAsync(stage, cancel);
            var variant = new DropVariant("systemd", control.Switch);
            var run = new DropRun(
                stage,
                await control.Traffic(stage, cancel),
                variant.SwitchFolder,
                TimeSpan.Zero,
                control.Moves,
                Requests
            );
            var result = await run.RunAsync(cancel);
            judged.Add(
                new JudgedControl(
                    control.Name,
                    result,
                    DropJudge.Judge(variant.Promise, result, control.Moves, Requests)
                )
            );
        }

        return judged;
    }

    private static async Task BeginAtBlueAsync(DropStage stage, CancellationToken cancel)
    {
        await stage.Vps.ShellAsync($"rm -f {Flag}", cancel);
        await stage.StartSlotsAsync(cancel);
    }

    private sealed record Control(
        string Name,
        string Switch,
        int Moves,
        Func<DropStage, CancellationToken, Task<ITraffic>> Traffic
    );
}
