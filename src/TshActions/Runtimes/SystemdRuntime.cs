using System.Diagnostics;
using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Releases;
using TshActions.Ssh;

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
        var exclude = app.Place.Manifest.Release.Exclude;
        var sums = await ReleaseSums.OfAsync(from, exclude, cancel);
        if (await IsThereAsync(release, folder, sums, cancel))
            return "there already";

        // No release can begin with a dot, so none has this name.
        var part = ShellCommand.Quote($"{app.Place.Root}/releases/.{release}.part");
        var receive = ShellCommand.Script(
            $"rm -rf {part} && mkdir -p {part} && tar -xzf - --no-same-owner -C {part} && mv {part} {ShellCommand.Quote(folder)}"
        );
        var files = 0;
        var sent = await app.Remote.SendAsync(
            receive,
            async stream =>
                files = await ReleaseArchive.WriteAsync(from, exclude, sums, stream, cancel),
            cancel
        );
        return sent.Succeeded ? $"{files} files" : throw app.Failed("unpack the release", sent);
    }

    /// <summary>A release never changes: its name may be in use in a slot, in the journal and in answers.</summary>
    private async Task<bool> IsThereAsync(
        ReleaseId release,
        string folder,
        string sums,
        CancellationToken cancel
    )
    {
        // One of before sums were kept cannot be compared.
        var look = ShellCommand.Script(
            $"cd {ShellCommand.Quote(folder)} 2>/dev/null || exit 3; [ ! -f {ReleaseSums.Name} ] || diff - {ReleaseSums.Name}"
        );
        var seen = await app.Remote.SendTextAsync(look, sums, cancel);
        if (seen.ExitCode is 0 or 3)
            return seen.Succeeded;
        var differing = seen
            .Output.Split('\n')
            .Where(line => line is ['<' or '>', ' ', ..] && line.Length > 68)
            .Select(line => line[68..])
            .Distinct()
            .ToList();
        throw seen.ExitCode is 1 && differing.Count > 0
            ? new BadInput(
                $"{app.Remote.Name} has a release {release} already, and {differing.Count} files of it are others, first `{differing[0]}`",
                "give each build a release name of its own, like the commit and the attempt"
            )
            : app.Failed("look for the release", seen);
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
