using System.Security.Cryptography;
using System.Text;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Systemd;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Runtimes;

namespace TshActions.Verbs;

/// <summary>
/// Prepares a host once, as a user with root's rights: folders, units, sudo rights, the site's two files. Every file is
/// checked beside the live ones first; if nginx does not take them, the old ones come back.
/// </summary>
internal static class Setup
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlaces()[0];
        var user = run.Inputs["user"];
        await using var host = await run.ConnectAsync(place, user, cancel);
        var root = new RootHost(host, user);
        await root.RequireAsync(cancel);

        var files = Files(place);
        var changed = await ChangedAsync(root, files, cancel);
        run.Story.Say($"Plan for {place.Host.Name}:");
        foreach (var (path, _) in files)
            run.Story.Say($"  {(changed.Contains(path) ? "~ write" : "  keep ")}  {path}");
        run.Story.Say($"  ~ own    {place.Root}, by {place.Host.User}");
        run.Story.Say("  ~ reload nginx, so that what it reads is what it runs");
        if (run.Inputs.IsOn("plan-only"))
            return End(
                run,
                ExitCode.Passed,
                "the plan is shown above; nothing was changed",
                "run without plan-only to carry it out"
            );

        await RequireUserAsync(root, place.Host.User, cancel);
        await run.Story.StepAsync(
            "Check the files beside the live ones, then put them in place",
            () => InstallAsync(root, place, files, cancel)
        );
        if (place.Manifest.Runtime is DockerSpec)
            await run.Story.StepAsync(
                $"Let {place.Host.User} use docker",
                () => GrantDockerAsync(root, place.Host.User, cancel)
            );
        await run.Story.StepAsync("Make the folders", () => FoldersAsync(root, place, cancel));
        var included = await root.RunAsync(
            $"{DeploySudoers.RootHelper} scope {place.Root} | grep -qx 'site included'",
            cancel
        );
        return included.Succeeded
            ? End(
                run,
                ExitCode.Passed,
                $"{host.Name} is set up for {place.Manifest.App}, {place.Environment.Name}",
                "deploy: `tsh deploy-slot`"
            )
            : End(
                run,
                ExitCode.Host,
                "the files are in place, but no server block includes them yet",
                $"put this line into the `server` block of {place.Environment.Site}, then run set-up again: {place.Site.IncludeLine}{SiteFiles.OrElse(place)}"
            );
    }

    private static List<KeyValuePair<string, string>> Files(Place place)
    {
        var guard = new GuardUnit(
            place.GuardUnit,
            place.Manifest.App,
            place.Environment.Name,
            place.Host.User,
            place.Root
        );
        var units = SlotUnits.Of(place);
        var (app, environment) = (place.Manifest.App, place.Environment.Name);
        return
        [
            .. SiteFiles.Of(place),
            .. units.Select(unit => new KeyValuePair<string, string>(unit.Path, unit.Text)),
            new(guard.Path, guard.Text),
            new(
                DeploySudoers.Path(app, environment),
                DeploySudoers.Text(
                    place.Host.User,
                    units.Select(unit => unit.Name).Append(guard.Name),
                    SiteFiles.ByReload(place) ? DeploySudoers.Reloads(app, environment) : []
                )
            ),
            new(DeploySudoers.RootHelper, HostHelper.Text),
        ];
    }

    private static async Task<HashSet<string>> ChangedAsync(
        RootHost root,
        List<KeyValuePair<string, string>> files,
        CancellationToken cancel
    )
    {
        var paths = string.Join(' ', files.Select(file => ShellCommand.Quote(file.Key)));
        var sums = (await root.RunAsync($"sha256sum {paths} 2>/dev/null", cancel))
            .Output.Split('\n')
            .ToHashSet();
        return
        [
            .. files
                .Where(file =>
                    !sums.Contains(
                        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Value)))}  {file.Key}"
                    )
                )
                .Select(file => file.Key),
        ];
    }

    private static async Task RequireUserAsync(
        RootHost root,
        string name,
        CancellationToken cancel
    ) =>
        await root.MustAsync(
            $"id {ShellCommand.Quote(name)}",
            $"find the user {name}",
            $"create it: `useradd --create-home --shell /bin/bash {name}`, and put the public half of the deploy key into its ~/.ssh/authorized_keys",
            cancel
        );

    private static async Task<string> FoldersAsync(
        RootHost root,
        Place place,
        CancellationToken cancel
    )
    {
        var user = ShellCommand.Quote(place.Host.User);
        var folder = ShellCommand.Quote(place.Root);
        // Inside its folder the deploy user makes them itself: root would follow links that were laid there.
        var inner = ShellCommand.Quote(
            $"umask 022 && cd {folder} && mkdir -p bin releases deployments slots live journal/closed bad backups images"
        );
        await root.MustAsync(
            $"install -d -m 755 -o {user} -g \"$(id -g {user})\" {folder} && su -s /bin/sh {user} -c {inner} && usermod -aG systemd-journal {user}",
            $"make the folders of {place.Root} for {place.Host.User}",
            "see whether the disk is full or read-only",
            cancel
        );
        return place.Root;
    }

    private static async Task<string> InstallAsync(
        RootHost root,
        Place place,
        List<KeyValuePair<string, string>> files,
        CancellationToken cancel
    )
    {
        var made = await root.MustAsync(
            "mktemp -d /var/tmp/tsh-setup.XXXXXX",
            "make a folder for the new files",
            "see whether the disk is full or read-only",
            cancel
        );
        var stage = made.Output.Trim();
        try
        {
            foreach (var (path, text) in files)
                await root.WriteAsync(stage + path, text, cancel);
            await root.MustAsync(
                $"sh {stage}{DeploySudoers.RootHelper} install {stage} {place.Root}",
                "put the files in place",
                "nginx's or sudo's own words name the file and line to mend; then run set-up again",
                cancel
            );
            return $"{files.Count} files";
        }
        finally
        {
            await root.RunAsync($"rm -rf {stage} {stage}.says", CancellationToken.None);
        }
    }

    /// <summary>The group docker is root's right on that host: SECURITY.md says so.</summary>
    private static async Task<string> GrantDockerAsync(
        RootHost root,
        string user,
        CancellationToken cancel
    )
    {
        var granted = await root.MustAsync(
            $"{DeploySudoers.RootHelper} grant_docker {ShellCommand.Quote(user)}",
            $"let {user} use docker",
            "docker's own words stand above; install and start it, then run set-up again",
            cancel
        );
        return granted.Output.Trim();
    }

    private static Ending End(VerbRun run, ExitCode code, string what, string next) =>
        new(code, what, run.Where, "as before: set-up moves no traffic", next);
}
