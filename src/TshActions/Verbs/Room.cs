using TshActions.Core.Containers;
using TshActions.Core.Preflight;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Whether a host can carry the candidate beside what is live.</summary>
internal static class Room
{
    public static async Task<OverlapDecision> DecideAsync(
        AppHost app,
        Candidate candidate,
        bool isFirst,
        CancellationToken cancel
    )
    {
        var manifest = app.Place.Manifest;
        var seen = await app.MustAsync(
            "measure the room for two slots",
            ShellCommand.Of(app.Helper, "room", app.Place.Root),
            AppHost.Soon,
            cancel
        );
        var (files, bytes) = candidate.Source is ReleaseSource.Folder(var folder)
            ? ReleaseFiles.Measure(folder, manifest.Release.Exclude)
            : (0, 0);
        var room = RoomReading.Read(app.Name, seen.Output);
        var decision = Overlap.Decide(
            room,
            new OverlapNeeds(
                manifest.Overlap.Memory,
                // Nobody to stand beside: the first release has the database to itself.
                isFirst ? null : manifest.Overlap.Connections,
                bytes,
                files,
                ImageBytes: candidate.Source is ReleaseSource.Archive(var archive, _)
                    ? new FileInfo(archive).Length
                    : 0,
                SpareDisk: manifest.Overlap.Disk
            )
        );
        return
            decision is OverlapDecision.Fits(var notes)
            && manifest.Runtime is Manifest.DockerSpec docker
            ? new OverlapDecision.Fits([
                .. notes,
                .. DockerNotes.Of(room.Docker, docker.OnHostNetwork),
            ])
            : decision;
    }
}
