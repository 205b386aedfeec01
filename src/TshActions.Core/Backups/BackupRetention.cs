namespace TshActions.Core.Backups;

/// <summary>Decides which backups have served their time.</summary>
public static class BackupRetention
{
    /// <summary>
    /// The newest <paramref name="keep"/> stay whatever their age, and the newest of all stays whatever is asked; of the
    /// others those older than <paramref name="maxAge"/> go.
    /// </summary>
    /// <param name="now">By the clock that dated the backups.</param>
    /// <returns>Names of those to remove, oldest first.</returns>
    public static IReadOnlyList<string> Remove(
        IEnumerable<BackupFile> backups,
        int keep,
        TimeSpan maxAge,
        DateTimeOffset now
    ) =>
        [
            .. backups
                .OrderByDescending(backup => backup.At)
                .ThenByDescending(backup => backup.Name, StringComparer.Ordinal)
                .Skip(Math.Max(keep, 1))
                .Where(backup => now - backup.At > maxAge)
                .Reverse()
                .Select(backup => backup.Name),
        ];
}
