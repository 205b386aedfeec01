namespace TshActions.Rig.DropTest.Moves;

/// <summary>Traffic moved by a line of shell, back and forth: for the ways that must be seen to fail.</summary>
internal sealed class TrafficByShell(DropStage stage, string toGreen, string toBlue) : ITraffic
{
    public const string Flag = "/var/lib/tsh/tsh-erp/production/live/green";

    private bool _isGreen;

    public async Task MoveAsync(Action stepping, Action stepped, CancellationToken cancel)
    {
        _isGreen = !_isGreen;
        stepping();
        await stage.Vps.ShellAsync(_isGreen ? toGreen : toBlue, cancel);
        stepped();
    }
}
