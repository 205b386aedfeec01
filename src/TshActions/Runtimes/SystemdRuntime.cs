using System.Diagnostics;
using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Releases;

namespace TshActions.Runtimes;

/// <summary>Slots as systemd units.</summary>
public sealed class SystemdRuntime(AppHost app) : ISlotRuntime
{
    /// <summary>The release appears under its name only when it is whole; one that is there already is not touched.</summary>
    public async Task<string> UploadAsync(
        ReleaseId release,
        ReleaseSource source,
        CancellationToken cancel
    )
    {
        if (source is not ReleaseSource.Folder(var from))
            throw new UnreachableException("A unit runs a folder.");
        var folder = app.Place.ReleaseFolder(release.Text);
        var there = await app.Remote.RunAsync(
            ShellCommand.Of("test", "-d", folder),
            AppHost.Soon,
            cancel
        );
        if (there.Succeeded)
            return "there already";

        var part = ShellCommand.Quote($"{folder}.part");
        var receive = ShellCommand.Script(
            $"rm -rf {part} && mkdir -p {part} && tar -xzf - --no-same-owner -C {part} && mv {part} {ShellCommand.Quote(folder)}"
        );
        var files = 0;
        var sent = await app.Remote.SendAsync(
            receive,
            async stream =>
                files = await ReleaseArchive.WriteAsync(
                    from,
                    app.Place.Manifest.Release.Exclude,
                    stream,
                    cancel
                ),
            cancel
        );
        return sent.Succeeded ? $"{files} files" : throw app.Failed("unpack the release", sent);
    }

    public int ListenPort(Slot slot) => app.Place.Environment.Port(slot);

    public string EnvironmentText(EnvironmentFile file) => file.Text;

    /// <summary>Nothing: the unit was written by set-up and runs whatever its slot holds.</summary>
    public Task<IReadOnlyList<string>> WriteDeploymentAsync(
        Slot slot,
        string deployment,
        ReleaseId release,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<string>>([]);

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
