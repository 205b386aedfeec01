namespace TshActions.Rig.KillMatrix;

/// <summary>Cells one after the other on one host, and on a new one when the one before may be stained.</summary>
public sealed class Lane : IAsyncDisposable
{
    private MatrixStage? _stage;

    public async Task<CellResult> PlayAsync(Cell cell, bool timed, CancellationToken cancel)
    {
        if (_stage is { } old && !old.Suits(cell))
            await EndStageAsync();
        _stage ??= await MatrixStage.BuildAsync(
            cell.Fault.NeedsSmallDisk,
            cell.InContainers,
            cancel
        );
        var result = await CellRun.PlayAsync(_stage, cell, timed, cancel);
        // What a red cell left would make the next one red.
        if (!result.Held)
            await EndStageAsync();
        return result;
    }

    public async ValueTask DisposeAsync() => await EndStageAsync();

    private async Task EndStageAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
        _stage = null;
    }
}
