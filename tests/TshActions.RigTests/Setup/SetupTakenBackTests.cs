namespace TshActions.RigTests.Setup;

/// <summary>nginx says no, or lies, after the new files were put in place.</summary>
public sealed class SetupTakenBackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Liars =>
        new()
        {
            { "the reload fails", """case "$*" in "-s reload") exit 1 ;; esac""" },
            {
                "the reload says yes and does nothing",
                """case "$*" in "-s reload") exit 0 ;; esac"""
            },
            {
                "the files are refused once they are live",
                """
                    if [ "$*" = -t ]; then
                        echo look >>/run/looks
                        [ "$(wc -l </run/looks)" -lt 2 ] || { echo 'nginx: [emerg] no, by order' >&2; exit 1; }
                    fi
                    """
            },
        };

    [Theory]
    [MemberData(nameof(Liars))]
    public async Task The_old_files_are_back_byte_for_byte_and_the_new_ones_are_gone(
        string how,
        string lie
    )
    {
        await using var bench = await Workbench.StartAsync();
        await bench.SetUpWithAsync("v1");
        await bench.Vps.ShellAsync("mv /usr/sbin/nginx /usr/sbin/nginx.real", Cancel);
        await bench.Vps.WriteFileAsync(
            "/usr/sbin/nginx",
            $"#!/bin/sh\n{lie}\nexec /usr/sbin/nginx.real \"$@\"\n",
            Cancel
        );
        await bench.Vps.ShellAsync("chmod 755 /usr/sbin/nginx", Cancel);
        // Other upstreams and rights, and units that were never there before.
        await bench.WriteManifestAsync(manifest =>
            manifest
                .Replace("tsh_erp-{slot}", "tsh_erp_two-{slot}")
                .Replace("drain-timeout: 6s", "drain-timeout: 6s, keepalive: 3s")
        );
        var before = await HostPicture.OfTshAsync(bench.Vps);

        var refused = await bench.TshAsync("setup");

        refused.ExitCode.ShouldBe(4, $"{how}:\n{refused.Log}");
        refused.Log.ShouldContain("the old ones are back");
        (await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(before, how);
        (await bench.Vps.ShellAsync("ls /tmp /var/tmp", Cancel)).ShouldNotContain("tsh-");

        // The host works on: for clients, and for the next deployment.
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v1");
        await bench.Vps.ShellAsync("mv /usr/sbin/nginx.real /usr/sbin/nginx", Cancel);
        await bench.WriteManifestAsync(manifest => manifest);
        await bench.BuildReleaseAsync("v2");
        var deployed = await bench.DeployAsync("v2");
        deployed.ExitCode.ShouldBe(0, $"{how}:\n{deployed.Log}");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_takes_the_others_back()
    {
        await using var bench = await Workbench.StartAsync();
        const string InTheWay = "/etc/sudoers.d/tsh-tsh-erp_production";
        await bench.Vps.ShellAsync($"mkdir {InTheWay}", Cancel);

        var refused = await bench.TshAsync("setup");

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain($"{InTheWay} could not be written");
        refused.Log.ShouldContain("the old ones are back");
        (
            await bench.Vps.ShellAsync(
                "find /etc -type f -name '*tsh*erp*' ! -path '*sites-enabled*'",
                Cancel
            )
        ).ShouldBeEmpty();
        await bench.Vps.ShellAsync($"rmdir {InTheWay}", Cancel);
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
    }
}
