using TshActions.Backups;
using TshActions.Core.Preflight;
using TshActions.Manifest;
using TshActions.Preflight;

namespace TshActions.Verbs;

/// <summary>What the checklist asks of hosts: room for a second slot, and a backup. They are only looked at.</summary>
internal static class HostLook
{
    public static async Task LookAsync(
        VerbRun run,
        Looks looks,
        DeployManifest manifest,
        CancellationToken cancel
    )
    {
        var most = manifest.Preflight.BackupMaxAge;
        var makes = manifest.Backup is not null;
        // What changes no database needs no backup to go back to.
        void Backups(RowFinding finding)
        {
            if (manifest.Migrations is not null)
                looks.Into(Checklist.Backup, finding);
        }

        if (run.Inputs["ssh-key"].Length is 0)
        {
            Backups(BackupAge.Of(makes, null, most));
            return;
        }
        try
        {
            await using var fleet = await Fleet.ConnectAsync(run, cancel);
            await fleet.ObserveAsync(cancel);
            List<RowFinding> rooms = [];
            TimeSpan? newest = null;
            foreach (var member in fleet.Members)
            {
                rooms.Add(Fits(await Room.MeasureAsync(member.App, cancel), manifest.Overlap));
                var age = (await new Backup(member.App.Leased).ListAsync(cancel)).Age;
                newest = age is { } one && (newest is null || one < newest) ? one : newest;
            }
            looks.Into(Checklist.Room, rooms.Find(room => room is not RowFinding.Good) ?? rooms[0]);
            Backups(BackupAge.Of(makes, newest, most));
        }
        catch (ActionException error)
        {
            looks.Into(Checklist.Room, new RowFinding.Blind(error.Message, error.Advice));
            Backups(new RowFinding.Blind(error.Message, error.Advice));
        }
    }

    /// <summary>How much the release itself takes deploy-slot asks when it has it.</summary>
    private static RowFinding Fits(HostRoom room, OverlapSpec overlap)
    {
        // A host that was not asked for its connections yet is asked by deploy-slot, which may.
        var connections = room.Database is DatabaseRoom.Measured ? overlap.Connections : null;
        return Core.Preflight.Overlap.Decide(
            room,
            new OverlapNeeds(overlap.Memory, connections, 0, 0, 0, overlap.Disk)
        ) switch
        {
            OverlapDecision.Refused refused => new RowFinding.Bad(refused.Reason, refused.Advice),
            var fits => new RowFinding.Good(
                string.Join(
                    "; ",
                    (
                        connections == overlap.Connections
                            ? fits.Notes
                            : ["PostgreSQL connections are left to deploy-slot"]
                    ).Prepend($"{room.Host} has memory and disk for a second slot")
                )
            ),
        };
    }
}
