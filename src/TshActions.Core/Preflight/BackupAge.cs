using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>Whether there is a backup to go back to.</summary>
public static class BackupAge
{
    /// <param name="makes">Whether deploy-slot makes one itself before it migrates.</param>
    /// <param name="newest">Age of the newest on the host; null: there is none, or nobody looked.</param>
    public static RowFinding Of(bool makes, TimeSpan? newest, TimeSpan most) =>
        (makes, newest) switch
        {
            (_, { } age) when age <= most => new RowFinding.Good($"the newest is {age.AsAge} old"),
            (true, { } age) => new RowFinding.Good(
                $"the newest is {age.AsAge} old; deploy-slot makes another before it migrates"
            ),
            (true, null) => new RowFinding.Good("deploy-slot makes one before it migrates"),
            (_, { } age) => new RowFinding.Bad(
                $"the newest is {age.AsAge} old, and none is made",
                "add `backup` to the manifest"
            ),
            _ => new RowFinding.Bad("none is made", "add `backup` to the manifest"),
        };
}
