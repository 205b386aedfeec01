using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;

namespace TshActions.Runtimes;

/// <summary>Slots as systemd units.</summary>
public sealed class SystemdRuntime(AppHost app)
{
    /// <summary>What a person would ask on the host: state, last log lines, room on the disk.</summary>
    public async Task<string> DiagnosisAsync(Slot slot, CancellationToken cancel)
    {
        var unit = ShellCommand.Quote(app.Place.Unit(slot));
        var seen = await app.Remote.RunAsync(
            ShellCommand.Script(
                $"systemctl show -p ActiveState,SubState,Result,NRestarts,ExecMainStatus {unit}; journalctl -q -u {unit} -n 30 --no-pager -o short-iso; df -h {ShellCommand.Quote(app.Place.Root)}"
            ),
            AppHost.Soon,
            cancel
        );
        return seen.Output + seen.Error;
    }
}
