using System.Globalization;
using TshActions.Core.Backups;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Processes;

namespace TshActions.Backups;

/// <summary>A backup that was just made and read back to its end.</summary>
/// <param name="LastBytes">Size of the one before; 0: there was none.</param>
/// <param name="Sha256">Of the file, by the host; lower-case hexadecimal.</param>
public sealed record BackupMade(string Name, long Bytes, long LastBytes, string Sha256);

/// <summary>The backups of an environment that its host has, oldest first.</summary>
/// <param name="Now">The host's clock, which also dated them.</param>
public sealed record BackupList(DateTimeOffset Now, IReadOnlyList<BackupFile> Files)
{
    /// <summary>How old the newest is; null when there is none.</summary>
    public TimeSpan? Age => Files is [.., var newest] ? Now - newest.At : null;
}

/// <summary>Dumps of the application's database on its host.</summary>
public sealed class Backup(LeasedHost host)
{
    /// <param name="minSize">Share of the last backup's size, 0 to 1; a smaller one is an error.</param>
    public async Task<BackupMade> MakeAsync(
        string deployment,
        string name,
        double minSize,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var ran = await host.LastAsync(
            host.Change(
                "backup",
                deployment,
                LeasedHost.Seconds(timeout),
                name,
                (minSize * 100).ToString("0", CultureInfo.InvariantCulture)
            ),
            // The dump, and reading it back.
            2 * timeout,
            cancel
        );
        if (!ran.Succeeded)
            throw Failed(ran);
        var lines = ran
            .Output.Split('\n')
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words[^1]);
        return new BackupMade(
            lines["backup.name"].Single(),
            long.Parse(lines["backup.bytes"].Single(), CultureInfo.InvariantCulture),
            long.Parse(lines["backup.last-bytes"].Single(), CultureInfo.InvariantCulture),
            lines["backup.sha256"].Single()
        );
    }

    public async Task<BackupList> ListAsync(CancellationToken cancel)
    {
        var listed = await host.Remote.RunAsync(
            ShellCommand.Of(host.Helper, "backups", host.Root),
            AppHost.Soon,
            cancel
        );
        return listed.Succeeded
            ? BackupTable.Read(listed.Output)
            : throw host.Failed("list the backups", listed);
    }

    /// <summary>Removes what <see cref="BackupRetention"/> lets go.</summary>
    /// <returns>The names of those removed.</returns>
    public async Task<IReadOnlyList<string>> PruneAsync(
        int keep,
        TimeSpan maxAge,
        CancellationToken cancel
    )
    {
        var list = await ListAsync(cancel);
        var names = BackupRetention.Remove(list.Files, keep, maxAge, list.Now);
        if (names.Count is 0)
            return names;
        var removed = await host.Remote.RunAsync(
            host.Change("prune_backups", names),
            AppHost.Soon,
            cancel
        );
        return removed.Succeeded ? names : throw host.Failed("remove old backups", removed);
    }

    /// <summary>Copies a backup to the store, through this machine: the store's credentials never reach the host.</summary>
    /// <returns>The object's key.</returns>
    public async Task<string> CopyAsync(BackupMade backup, S3Store store, CancellationToken cancel)
    {
        var key = "";
        var read = await host.Remote.ReceiveAsync(
            ShellCommand.Of(host.Helper, "read_backup", host.Root, backup.Name),
            async stream =>
                key = await store.PutAsync(
                    $"{backup.Name}.dump",
                    stream,
                    backup.Bytes,
                    backup.Sha256,
                    cancel
                ),
            cancel
        );
        return read.Succeeded ? key : throw host.Failed("read the backup", read);
    }

    private ActionException Failed(ProcessResult ran)
    {
        var why = ran.Refusal ?? $"exit code {ran.ExitCode}";
        return new ActionException(
            ExitCode.Host,
            $"the backup on {host.Remote.Name} failed: {why}",
            ran.ExitCode is 124 ? "raise `backup.timeout`"
                : why.Contains("less than")
                    ? "look what is missing in the database; if less is right, deploy once with `backup.min-size: 0%`"
                : "nothing was migrated; mend this and run again",
            string.Join('\n', new[] { ran.Output, ran.Error }.Where(text => text.Length > 0))
        );
    }
}
