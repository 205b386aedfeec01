using TshActions.Core.Journal;

namespace TshActions.Core.Reports;

/// <summary>What a host remembers, in lines a person reads.</summary>
public static class HistoryText
{
    public static IEnumerable<string> Lines(HostHistory history)
    {
        if (history.Lease is { } lease)
            yield return $"lease {lease.Run} of {lease.Owner}, {lease.Left.TotalSeconds:0} s left{(lease.Parked ? ", parked" : "")}";
        if (history.Open is { } open)
            yield return $"open  {open}";
        foreach (var (release, why) in history.Bad)
            yield return $"bad   {release}: {why}";
        if (history.Kept.Count > 0)
            yield return $"kept  {string.Join(", ", history.Kept.Select(kept => kept.Release).Distinct())}";
    }

    /// <summary>How old the newest backup is; null: there is none.</summary>
    public static string Backup(TimeSpan? age) =>
        age switch
        {
            null => "backup  none yet",
            { TotalHours: < 1 } young => $"backup  {young.TotalMinutes:0} min old",
            { TotalDays: < 2 } day => $"backup  {day.TotalHours:0} h old",
            { } old => $"backup  {old.TotalDays:0} days old",
        };
}
