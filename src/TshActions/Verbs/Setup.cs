using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Systemd;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>
/// Prepares a host once, as a user with root's rights: folders, units, sudo rights, the site's two files. Every file is
/// checked beside the live ones first; if nginx does not take them, the old ones come back.
/// </summary>
internal static class Setup
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var user = run.Inputs["user"];
        List<Work> all = [];
        try
        {
            // All are looked at before any is touched: what one of them lacks is better known now.
            List<Trouble> troubles = [];
            foreach (var place in run.FindPlaces())
                try
                {
                    all.Add(await LookAsync(run, place, user, cancel));
                }
                catch (ActionException error)
                {
                    troubles.Add(new(place.Host.Name, error));
                }

            foreach (var work in all)
                Show(run, work);
            if (troubles is [var first, ..])
                return all.Count + troubles.Count > 1
                    ? Refused(run, troubles, first)
                    : throw first.Error;
            if (run.Inputs.IsOn("plan-only"))
                return End(
                    run,
                    ExitCode.Passed,
                    "the plan is shown above; nothing was changed",
                    "run without plan-only to carry it out"
                );
            return await CarryOutAsync(run, all, cancel);
        }
        finally
        {
            foreach (var work in all)
                await work.Remote.DisposeAsync();
        }
    }

    /// <summary>What is to be done on one host.</summary>
    private sealed record Work(
        Place Place,
        IRemoteHost Remote,
        RootHost Root,
        List<KeyValuePair<string, string>> Files,
        HashSet<string> Changed
    );

    private static async Task<Work> LookAsync(
        VerbRun run,
        Place place,
        string user,
        CancellationToken cancel
    )
    {
        var remote = await run.ConnectAsync(place, user, cancel);
        try
        {
            var root = new RootHost(remote, user);
            await root.RequireAsync(cancel);
            // What it cannot say is told by nginx itself, when the files are put in place.
            var traits = await root.HelpAsync(["traits", place.Root, place.Host.User], cancel);
            var files = HostFiles.Of(place, HostTraits.Read(traits.Output, place.Host.User));
            var changed = await HostFiles.ChangedAsync(root, files, cancel);
            if (!run.Inputs.IsOn("plan-only"))
                await RequireUserAsync(root, place.Host.User, cancel);
            return new(place, remote, root, files, changed);
        }
        catch
        {
            await remote.DisposeAsync();
            throw;
        }
    }

    private static void Show(VerbRun run, Work work)
    {
        run.Story.Say($"Plan for {work.Place.Host.Name}:");
        foreach (var (path, _) in work.Files)
            run.Story.Say($"  {(work.Changed.Contains(path) ? "~ write" : "  keep ")}  {path}");
        run.Story.Say($"  ~ own    {work.Place.Root}, by {work.Place.Host.User}");
        run.Story.Say("  ~ reload nginx, so that what it reads is what it runs");
    }

    /// <summary>The first host that cannot be set up ends it: the mistake is likely the same on the next.</summary>
    private static async Task<Ending> CarryOutAsync(
        VerbRun run,
        List<Work> all,
        CancellationToken cancel
    )
    {
        List<Work> without = [];
        List<string> done = [];
        foreach (var work in all)
        {
            try
            {
                await CarryOutAsync(run, work, all.Count > 1, cancel);
            }
            catch (ActionException error) when (done.Count > 0)
            {
                throw new ActionException(
                    error.Code,
                    $"{error.Message}. Set up before it: {string.Join(", ", done)}",
                    $"{error.Advice}; a second run keeps what is there",
                    error.Foreign
                );
            }

            done.Add(work.Place.Host.Name);
            var included = await work.Root.RunAsync(
                $"{DeploySudoers.RootHelper} scope {work.Place.Root} | grep -qx 'site included'",
                cancel
            );
            if (!included.Succeeded)
                without.Add(work);
        }

        var place = all[0].Place;
        return without.Count is 0
            ? End(
                run,
                ExitCode.Passed,
                $"{string.Join(", ", done)} {(done.Count > 1 ? "are" : "is")} set up for {place.Manifest.App}, {place.Environment.Name}",
                "deploy: `tsh deploy-slot`"
            )
            : End(
                run,
                ExitCode.Host,
                $"the files are in place, but no server block includes them yet{(all.Count > 1 ? $" on {string.Join(", ", without.Select(work => work.Place.Host.Name))}" : "")}",
                $"put this line into the `server` block of {place.Environment.Site}, then run set-up again: {place.Site.IncludeLine}{SiteFiles.OrElse(place)}"
            );
    }

    private static async Task CarryOutAsync(
        VerbRun run,
        Work work,
        bool several,
        CancellationToken cancel
    )
    {
        var (place, _, root, files, _) = work;
        run.Live = AsBefore;
        var on = several ? $" on {place.Host.Name}" : "";
        await run.Story.StepAsync(
            $"Check the files beside the live ones, then put them in place{on}",
            () => InstallAsync(root, place, files, cancel)
        );
        if (place.Manifest.Runtime is DockerSpec)
            await run.Story.StepAsync(
                $"Let {place.Host.User} use docker{on}",
                () => GrantDockerAsync(root, place.Host.User, cancel)
            );
        await run.Story.StepAsync($"Make the folders{on}", () => FoldersAsync(root, place, cancel));
    }

    private static Ending Refused(VerbRun run, List<Trouble> troubles, Trouble first)
    {
        foreach (var trouble in troubles)
            run.Story.Foreign($"what {trouble.Host} said", trouble.Error.Foreign);
        return End(
            run,
            first.Error.Code,
            $"{string.Join("; ", troubles)}; no host was changed",
            first.Error.Advice
        );
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

    private const string AsBefore = "as before: set-up moves no traffic";

    private static Ending End(VerbRun run, ExitCode code, string what, string next) =>
        new(code, what, run.Where, AsBefore, next);
}
