using TshActions.Backups;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Postgres;
using TshActions.Runtimes;
using TshActions.Ssh;
using TshActions.Verbs;

namespace TshActions.Releases;

/// <summary>Brings a candidate to the host: release, environment, slot, migrations.</summary>
internal sealed class Delivery(
    AppHost app,
    ISlotRuntime runtime,
    Story story,
    Candidate candidate,
    S3Store? storage = null
)
{
    // Another migration of the same database, by whatever means, is waited for this long.
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(60);

    public string Deployment => candidate.Deployment;

    public Task<string> UploadAsync(CancellationToken cancel) =>
        runtime.UploadAsync(candidate.Release, candidate.Source, cancel);

    /// <summary>Makes the deployment's folder, and only then takes the idle slot for it.</summary>
    public async Task<string> PrepareAsync(Slot slot, CancellationToken cancel)
    {
        var folder = $"{app.Place.Root}/deployments/{candidate.Deployment}";
        var live = $"{app.Place.SlotFolder(slot.Other)}/app.env";
        await app.MustAsync(
            "make the deployment's folder",
            ShellCommand.Script(
                $"mkdir -p {ShellCommand.Quote(folder)} && ln -sfn {ShellCommand.Quote($"../../releases/{candidate.Release}")} {ShellCommand.Quote($"{folder}/release")}"
            ),
            AppHost.Soon,
            cancel
        );
        await WriteAsync(
            $"{folder}/release.env",
            runtime.EnvironmentText(ReleaseEnvironment),
            cancel
        );
        if (candidate.Environment is { } environment)
            await WriteAsync($"{folder}/app.env", runtime.EnvironmentText(environment), cancel);
        else
            await app.MustAsync(
                "take over the live slot's environment",
                ShellCommand.Script(
                    $"umask 077; if [ -f {ShellCommand.Quote(live)} ]; then cp {ShellCommand.Quote(live)} {ShellCommand.Quote($"{folder}/app.env")}; else : > {ShellCommand.Quote($"{folder}/app.env")}; fi"
                ),
                AppHost.Soon,
                cancel
            );

        // For both slots: going back to this deployment by name may put it into the other one.
        foreach (var either in new[] { slot.Other, slot })
            await runtime.WriteDeploymentAsync(
                either,
                candidate.Deployment,
                candidate.Release,
                cancel
            );

        if (app.Place.Manifest.Release is { Prepare: { } command, PrepareTimeout: var timeout })
            await TeamCommandAsync("prepare the release", command, timeout, cancel);
        var database = await FindDatabaseAsync(cancel);
        var cut = await app.OccupyAsync(slot, candidate.Deployment, cancel);
        return candidate.Environment is { } own
            ? $"{own.Variables.Count} variables of its own{database}{cut}"
            : $"environment of the live slot{database}{cut}";
    }

    /// <summary>What is the same in either slot; the slot's own name and port stand in its unit.</summary>
    private EnvironmentFile ReleaseEnvironment =>
        EnvironmentFile.Of(
            new("TSH_APP", app.Place.Manifest.App),
            new("TSH_ENVIRONMENT", app.Place.Environment.Name),
            new("TSH_RELEASE", candidate.Release.Text)
        );

    private async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        var put = ShellCommand.Script($"umask 077; cat > {ShellCommand.Quote(path)}");
        var sent = await app.Remote.SendTextAsync(put, text, cancel);
        if (!sent.Succeeded)
            throw app.Failed($"write {path}", sent);
    }

    /// <summary>Dumps the database, reads the dump back, and lets old ones go.</summary>
    public async Task<string> BackupAsync(CancellationToken cancel)
    {
        var spec = app.Place.Manifest.Backup!;
        var backup = new Backup(app.Leased);
        var made = await backup.MakeAsync(
            candidate.Deployment,
            candidate.Deployment,
            spec.MinSize,
            spec.Timeout,
            cancel
        );
        var copied = storage is null
            ? ""
            : $", copied to {await backup.CopyAsync(made, storage, cancel)}";
        var removed = await backup.PruneAsync(spec.Keep, spec.MaxAge, cancel);
        return $"{made.Bytes.AsSize}{copied}{(removed.Count > 0 ? $"; {removed.Count} old removed" : "")}";
    }

    public async Task<string> MigrateAsync(string command, CancellationToken cancel)
    {
        var spec = app.Place.Manifest.Migrations!;
        var ran = await new Migration(app.Leased).RunAsync(
            candidate.Deployment,
            new MigrationOrder(command, spec.Timeout, spec.LockTimeout, LockWait),
            cancel
        );
        story.Foreign(command, ran.Output + ran.Error);
        return (ran.Output + "\n" + ran.Error)
                .Split('\n')
                .LastOrDefault(line => line.Contains("Running upgrade"))
                ?.Trim()
            ?? "";
    }

    /// <summary>
    /// PostgreSQL's own programs on the host learn where the database is: for the backup, the migrations' lock, and the
    /// next deployment's count of connections.
    /// </summary>
    private async Task<string> FindDatabaseAsync(CancellationToken cancel)
    {
        if (!app.Place.Manifest.AsksDatabase)
            return "";
        var variable = app.Place.Manifest.Database.Variable;
        switch (
            await new DatabaseAccess(app.Leased).SettleAsync(candidate.Deployment, variable, cancel)
        )
        {
            case DatabaseFound.Ready(var address):
                if (address.Password is { Length: > 0 } password)
                    story.Hide(password);
                return $", database from {variable}";
            case DatabaseFound.Unreadable(_, var reason):
                throw new BadInput(
                    $"{variable} of the application's environment names no PostgreSQL database: {reason}",
                    "mend it, or name another variable with `database.variable`"
                );
            default:
                return $", no {variable} in it";
        }
    }

    private async Task<string> TeamCommandAsync(
        string what,
        string command,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var ran = await app.RunInAsync(candidate.Deployment, command, timeout, cancel);
        if (!ran.Succeeded)
            throw app.Failed(what, ran);
        story.Foreign(command, ran.Output + ran.Error);
        return ran.Output + "\n" + ran.Error;
    }
}
