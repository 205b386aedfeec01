using TshActions.Rig.Docker;

namespace TshActions.RigTests.Setup;

public sealed class SetupTests
{
    private static readonly string[] Files =
    [
        "/etc/logrotate.d/tsh-tsh-erp_production",
        "/etc/nginx/conf.d/tsh-tsh-erp_production.conf",
        "/etc/nginx/tsh/tsh-erp/production/site.conf",
        "/etc/sudoers.d/tsh-tsh-erp_production",
        "/etc/systemd/system/tsh-tsh-erp_production-guard.service",
        "/etc/systemd/system/tsh_erp-blue.service",
        "/etc/systemd/system/tsh_erp-green.service",
        "/etc/tmpfiles.d/tsh-tsh-erp_production.conf",
        "/usr/local/sbin/tsh-host",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nine_files_are_written_and_nothing_else()
    {
        await using var bench = await Workbench.StartAsync();
        var before = await PictureAsync(bench.Vps);

        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);

        var after = await PictureAsync(bench.Vps);
        before
            .Except(after)
            .Select(Path)
            .ShouldBeSubsetOf(["/etc/group", "/etc/group-", "/etc/gshadow", "/etc/gshadow-"]);
        var added = after.Except(before).Select(Path).ToList();
        added
            .Where(path => !path.EndsWith('/'))
            .ShouldBe(
                [
                    .. Files,
                    "/etc/group",
                    "/etc/group-",
                    "/etc/gshadow",
                    "/etc/gshadow-",
                    "/etc/systemd/system/multi-user.target.wants/tsh-tsh-erp_production-guard.service",
                    "/etc/systemd/system/multi-user.target.wants/tsh_erp-blue.service",
                    "/etc/systemd/system/multi-user.target.wants/tsh_erp-green.service",
                ],
                ignoreOrder: true
            );
        added
            .Where(path => path.EndsWith('/'))
            .ShouldBe(
                [
                    "/etc/nginx/tsh/",
                    "/etc/nginx/tsh/tsh-erp/",
                    "/etc/nginx/tsh/tsh-erp/production/",
                    "/var/lib/tsh/",
                    "/var/lib/tsh/tsh-erp/",
                    .. new[]
                    {
                        "",
                        "backups/",
                        "bad/",
                        "bin/",
                        "deployments/",
                        "images/",
                        "journal/",
                        "journal/closed/",
                        "live/",
                        "releases/",
                        "slots/",
                    }.Select(folder => "/var/lib/tsh/tsh-erp/production/" + folder),
                ],
                ignoreOrder: true
            );

        static string Path(string line) => line.Split(' ')[0];
    }

    [Fact]
    public async Task A_second_run_keeps_all_and_changes_nothing()
    {
        await using var bench = await Workbench.StartAsync();
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        var before = await PictureAsync(bench.Vps);

        var again = await bench.TshAsync("setup");

        again.ExitCode.ShouldBe(0, again.Log);
        foreach (var file in Files)
            again.Log.ShouldContain($"    keep   {file}");
        again.Log.ShouldNotContain("~ write");
        (await PictureAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task Plan_only_names_each_file_and_changes_nothing()
    {
        await using var bench = await Workbench.StartAsync();
        var before = await PictureAsync(bench.Vps);

        var plan = await bench.TshAsync("setup", ("plan-only", "true"));

        plan.ExitCode.ShouldBe(0, plan.Log);
        foreach (var file in Files)
            plan.Log.ShouldContain($"  ~ write  {file}");
        (await PictureAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task A_site_without_the_include_line_is_told_the_exact_line_and_with_it_a_release_gets_live()
    {
        await using var bench = await Workbench.StartAsync();
        const string line = "include /etc/nginx/tsh/tsh-erp/production/*.conf;";
        await WriteSiteAsync(bench.Vps, "return 200 bare;");
        await bench.Vps.ShellAsync("nginx -s reload", Cancel);

        var missing = await bench.TshAsync("setup");
        missing.ExitCode.ShouldBe(4, missing.Log);
        missing.Log.ShouldContain(line);

        // The person does exactly what was said, and no more: nobody told them to reload nginx.
        await WriteSiteAsync(bench.Vps, line);
        var found = await bench.TshAsync("setup");
        found.ExitCode.ShouldBe(0, found.Log);

        await bench.BuildReleaseAsync("v1");
        var deployed = await bench.DeployAsync("v1");
        deployed.ExitCode.ShouldBe(0, deployed.Log);
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v1");
    }

    private static Task WriteSiteAsync(Vps vps, string inside) =>
        vps.WriteFileAsync(
            "/etc/nginx/sites-enabled/tsh-erp-production",
            $"server {{\n    listen 80;\n    {inside}\n}}\n",
            Cancel
        );

    private static Task<IReadOnlyList<string>> PictureAsync(Vps vps) =>
        HostPicture.TakeAsync(
            vps,
            "/etc",
            "/home",
            "/opt",
            "/root",
            "/srv",
            "/usr/local",
            "/var/lib/tsh",
            "/var/tmp",
            "/tmp"
        );
}
