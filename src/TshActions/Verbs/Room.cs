using TshActions.Core.Containers;
using TshActions.Core.Preflight;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Postgres;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Whether a host can carry the candidate beside what is live.</summary>
internal static class Room
{
    /// <param name="live">Deployment the candidate stands beside; null for the first one.</param>
    public static async Task<OverlapDecision> DecideAsync(
        Member member,
        Candidate candidate,
        string? live,
        CancellationToken cancel
    )
    {
        var app = member.App;
        var manifest = app.Place.Manifest;
        // Nobody to stand beside: the first release has the database to itself.
        var connections = live is null ? null : manifest.Overlap.Connections;
        var (files, bytes) = candidate.Source is ReleaseSource.Folder(var folder)
            ? ReleaseFiles.Measure(folder, manifest.Release.Exclude)
            : (0, 0);
        var room = await MeasureAsync(app, cancel);
        // Counted only since then: the live deployment kept no address, and its own environment has it.
        if (
            room.Database is DatabaseRoom.Unknown
            && connections is not null
            && live is { } beside
            && member.Lease is not null
            && await new DatabaseAccess(app.Leased).SettleAsync(
                beside,
                manifest.Database.Variable,
                cancel
            ) is DatabaseFound.Ready
        )
            room = await MeasureAsync(app, cancel);
        var decision = Overlap.Decide(
            room,
            new OverlapNeeds(
                manifest.Overlap.Memory,
                connections,
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

    public static async Task<HostRoom> MeasureAsync(AppHost app, CancellationToken cancel)
    {
        var seen = await app.MustAsync(
            "measure the room for two slots",
            ShellCommand.Of(app.Helper, "room", app.Place.Root),
            AppHost.Soon,
            cancel
        );
        return RoomReading.Read(app.Name, seen.Output);
    }
}
