using TshActions.Rig;
using TshActions.Rig.Docker;
using TshActions.Rig.DropTest;
using TshActions.Rig.KillMatrix;
using TshActions.Rig.Rehearsal;
using TshActions.Rig.RollbackTime;

// rehearse: without a word the rehearsal; `drop-test` measures switches under load, `kill-matrix` strikes every step,
// `rollback-time` measures the way back.
using var stop = new StopSignal();

try
{
    return args switch
    {
        ["drop-test", .. var options] => await DropTestCommand.RunAsync(
            options,
            Console.Out,
            stop.Token
        ),
        ["kill-matrix", .. var options] => await KillMatrixCommand.RunAsync(
            options,
            Console.Out,
            stop.Token
        ),
        ["rollback-time", .. var options] => await RollbackTimeCommand.RunAsync(
            options,
            Console.Out,
            stop.Token
        ),
        _ => await RehearseCommand.RunAsync(Console.Out, stop.Token),
    };
}
catch (RigException error)
{
    await Console.Out.WriteLineAsync($"✗ {error.Message}");
    return 4;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Out.WriteLineAsync("✗ cancelled; the hosts are removed");
    return 130;
}
