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
            (stage, _) =>
                Task.FromResult<ITraffic>(
                    new TrafficByShell(stage, $"systemctl stop {Blue} && touch {Flag}", "false")
                )
        ),
        new(
            "nginx restarted at the switch",
            "file",
            (stage, _) =>
                Task.FromResult<ITraffic>(
                    new TrafficByShell(stage, $"touch {Flag} && systemctl restart nginx", "false")
                )
        ),
        new(
            "old slot stopped as the reload returns",
            "reload-by-hand",
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
                moves: 1,
                Requests
            );
            var result = await run.RunAsync(cancel);
            judged.Add(
                new JudgedControl(
                    control.Name,
                    result,
                    DropJudge.Judge(variant.Promise, result, moves: 1, Requests)
                )
            );
        }

        return judged;
    }

    /// <summary>Both slots up, and blue answers through the site.</summary>
    private static Task<string> BeginAtBlueAsync(DropStage stage, CancellationToken cancel) =>
        stage.Vps.ShellAsync(
            $$"""
            rm -f {{Flag}}
            systemctl start {{Blue}}
            for try in $(seq 100); do
                curl -fsS -o /dev/null http://127.0.0.1:8001/health && exit 0
                sleep 0.2
            done
            echo 'blue did not come back' >&2
            exit 1
            """,
            cancel
        );

    private sealed record Control(
        string Name,
        string Switch,
        Func<DropStage, CancellationToken, Task<ITraffic>> Traffic
    );
}
