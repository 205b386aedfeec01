using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Releases;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>From look to removal on a VPS, over ssh, by the deploy user.</summary>
public sealed class CleaningTests(Workbench bench) : IClassFixture<Workbench>
{
    private const string Base = "/var/lib/tsh/tsh-erp";
    private const string Helper = "/usr/local/lib/tsh-host-under-test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Five_failed_deployments_go_the_good_one_stays_and_so_does_the_other_environment()
    {
        await bench.Vps.WriteFileAsync(Helper, HostHelper.Text, Cancel);
        await bench.Vps.ShellAsync(
            $"""
            chmod 755 {Helper}
            for environment in production staging; do
                mkdir -p {Base}/$environment && cd {Base}/$environment
                mkdir -p bin live slots journal/closed releases deployments bad
                at=1763787100
                for release in good next bad1 bad2 bad3 bad4 bad5; do
                    at=$((at + 1))
                    mkdir releases/$release deployments/$at-$release
                    ln -s ../../releases/$release deployments/$at-$release/release
                    case $release in bad*) outcome=reverted ;; *) outcome=confirmed ;; esac
                    printf 'tsh-journal 1\nkind deploy\ndeployment %s\noutcome %s\nended %s\n' $at-$release $outcome $at >journal/closed/$at-$at-$release
                done
                ln -s ../deployments/1763787102-next slots/blue
            done
            chown -R deploy {Base}
            """,
            Cancel
        );
        await using var host = await bench.ConnectAsync();
        var cleaning = new Cleaning(host, Helper, $"{Base}/staging");
        await Should.ThrowAsync<RemoteCommandFailed>(cleaning.CleanAsync("no token", 1, Cancel));
        (
            await host.RunAsync(
                ShellCommand.Of(
                    Helper,
                    "take",
                    $"{Base}/staging",
                    "token",
                    "tests",
                    "run 1",
                    "600"
                ),
                AppHost.Soon,
                Cancel
            )
        ).ExitCode.ShouldBe(0);

        var report = await cleaning.CleanAsync("token", 1, Cancel);

        report.Text.ShouldBe("10 removed");
        (await ReleasesAsync("staging")).ShouldBe("good next");
        (await ReleasesAsync("production")).ShouldBe("bad1 bad2 bad3 bad4 bad5 good next");
        (await cleaning.CleanAsync("token", 1, Cancel)).Text.ShouldBe("nothing to remove");
    }

    private Task<string> ReleasesAsync(string environment) =>
        bench.Vps.ShellAsync($"cd {Base}/{environment}/releases && echo *", Cancel);
}
