using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Ssh;
using TshActions.Verbs;

namespace TshActions.Releases;

/// <summary>Brings a candidate to the host: release, environment, slot, migrations.</summary>
internal sealed class Delivery(AppHost app, Story story, Candidate candidate)
{
    public string Deployment => candidate.Deployment;

    /// <summary>The release appears under its name only when it is whole; one that is there already is not touched.</summary>
    public async Task<string> UploadAsync(CancellationToken cancel)
    {
        var folder = app.Place.ReleaseFolder(candidate.Release.Text);
        var there = await app.Remote.RunAsync(
            ShellCommand.Of("test", "-d", folder),
            AppHost.Soon,
            cancel
        );
        if (there.Succeeded)
            return "there already";

        var part = ShellCommand.Quote($"{folder}.part");
        var receive = ShellCommand.Script(
            $"rm -rf {part} && mkdir -p {part} && tar -xzf - --no-same-owner -C {part} && mv {part} {ShellCommand.Quote(folder)}"
        );
        var files = 0;
        var sent = await app.Remote.SendAsync(
            receive,
            async stream =>
                files = await ReleaseArchive.WriteAsync(
                    candidate.Folder,
                    app.Place.Manifest.Release.Exclude,
                    stream,
                    cancel
                ),
            cancel
        );
        return sent.Succeeded ? $"{files} files" : throw app.Failed("unpack the release", sent);
    }

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
        await WriteAsync($"{folder}/release.env", ReleaseEnvironment.Text, cancel);
        if (candidate.Environment is { } environment)
            await WriteAsync($"{folder}/app.env", environment.Text, cancel);
        else
            await app.MustAsync(
                "take over the live slot's environment",
                ShellCommand.Script(
                    $"umask 077; if [ -f {ShellCommand.Quote(live)} ]; then cp {ShellCommand.Quote(live)} {ShellCommand.Quote($"{folder}/app.env")}; else : > {ShellCommand.Quote($"{folder}/app.env")}; fi"
                ),
                AppHost.Soon,
                cancel
            );

        if (app.Place.Manifest.Release is { Prepare: { } command, PrepareTimeout: var timeout })
            await TeamCommandAsync("prepare the release", command, timeout, cancel);
        await app.OccupyAsync(slot, candidate.Deployment, cancel);
        return candidate.Environment is { } own
            ? $"{own.Variables.Count} variables of its own"
            : "environment of the live slot";
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

    public async Task<string> MigrateAsync(string command, CancellationToken cancel)
    {
        var timeout = app.Place.Manifest.Migrations!.Timeout;
        var output = await TeamCommandAsync("migrate the database", command, timeout, cancel);
        return output.Split('\n').LastOrDefault(line => line.Contains("Running upgrade"))?.Trim()
            ?? "";
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
