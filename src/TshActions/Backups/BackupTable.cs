using System.Globalization;
using TshActions.Core.Backups;

namespace TshActions.Backups;

/// <summary>Reads what `tsh-host backups` printed.</summary>
internal static class BackupTable
{
    public static BackupList Read(string output)
    {
        var now = DateTimeOffset.UnixEpoch;
        List<BackupFile> files = [];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(' ') is ["now", var time])
                now = Time(time);
            else if (line.Split(' ') is ["backup", var name, var bytes, var at])
                files.Add(new(name, Number(bytes), Time(at)));
        return new BackupList(now, files);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.FromUnixTimeSeconds(Number(text));
}
