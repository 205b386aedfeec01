namespace TshActions.RigTests.Setup;

/// <summary>Every refusal leaves the host as it was, so they can share one in any order.</summary>
public sealed class SetupRefusalTests(Workbench bench) : IClassFixture<Workbench>
{
    private const string Foreign = "/etc/nginx/sites-enabled/foreign";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broken_site_of_somebody_else_is_blamed_by_file_and_line_and_nothing_is_written()
    {
        await bench.WriteManifestAsync(manifest => manifest);
        await bench.Vps.WriteFileAsync(
            Foreign,
            "server {\n    listen 81;\n    lissen 82;\n}\n",
            Cancel
        );
        try
        {
            var before = await HostPicture.OfTshAsync(bench.Vps);

            var refused = await bench.TshAsync("setup");

            refused.ExitCode.ShouldBe(4, refused.Log);
            refused.Log.ShouldContain($"unknown directive \"lissen\" in {Foreign}:3");
            Files(await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(Files(before));
        }
        finally
        {
            await bench.Vps.ShellAsync($"rm {Foreign}", Cancel);
        }
    }

    [Fact]
    public async Task Names_that_somebody_else_has_taken_are_found_beside_the_live_files()
    {
        await bench.WriteManifestAsync(manifest => manifest);
        const string taken = "/etc/nginx/conf.d/taken.conf";
        await bench.Vps.WriteFileAsync(
            taken,
            "upstream tsh_tsh_erp__production_blue { server 127.0.0.1:9; }\n",
            Cancel
        );
        try
        {
            var before = await HostPicture.OfTshAsync(bench.Vps);

            var refused = await bench.TshAsync("setup");

            refused.ExitCode.ShouldBe(4, refused.Log);
            refused.Log.ShouldContain("duplicate upstream \"tsh_tsh_erp__production_blue\"");
            refused.Log.ShouldContain("nothing was changed");
            Files(await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(Files(before));
        }
        finally
        {
            await bench.Vps.ShellAsync($"rm {taken}", Cancel);
        }
    }

    [Theory]
    [InlineData("a file", "true")]
    [InlineData(
        "a link, as Debian has it",
        "mkdir -p /etc/nginx/sites-available && mv /etc/nginx/sites-enabled/tsh-erp-production /etc/nginx/sites-available/ && ln -s /etc/nginx/sites-available/tsh-erp-production /etc/nginx/sites-enabled/"
    )]
    public async Task A_site_with_a_location_of_its_own_is_found_beside_the_live_files(
        string site,
        string makeSo
    )
    {
        await using var own = await Workbench.StartAsync();
        await own.Vps.ShellAsync(
            $"sed -i 's,include .*,& location / {{ return 200 old; }},' /etc/nginx/sites-enabled/tsh-erp-production && {makeSo} && nginx -t -q && nginx -s reload",
            Cancel
        );
        var before = await HostPicture.OfTshAsync(own.Vps);

        var refused = await own.TshAsync("setup");

        refused.ExitCode.ShouldBe(4, $"{site}:\n{refused.Log}");
        refused.Log.ShouldContain("duplicate location \"/\"");
        refused.Log.ShouldContain("nothing was changed");
        Files(await HostPicture.OfTshAsync(own.Vps)).ShouldShowTheSameAs(Files(before));
    }

    [Fact]
    public async Task A_user_without_the_rights_of_root_is_told_so()
    {
        await bench.WriteManifestAsync(manifest => manifest);
        var before = await HostPicture.OfTshAsync(bench.Vps);

        var refused = await bench.TshAsync("setup", ("user", "deploy"));

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain("root's rights");
        refused.Log.ShouldContain("`--user`");
        (await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task A_deploy_user_that_the_host_does_not_have_is_named()
    {
        await bench.WriteManifestAsync(manifest =>
            manifest.Replace("name: vps-main,", "name: vps-main, user: nobody-here,")
        );
        var before = await HostPicture.OfTshAsync(bench.Vps);

        var refused = await bench.TshAsync("setup");

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain("nobody-here");
        (await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    /// <summary>Folders of the app may be there before nginx is asked; files may not.</summary>
    private static List<string> Files(IEnumerable<string> picture) =>
        [.. picture.Where(line => !line.StartsWith("/var/lib/tsh"))];
}
