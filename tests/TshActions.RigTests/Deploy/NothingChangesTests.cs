using System.Text.RegularExpressions;
using TshActions.Rig.Erp;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Deploy;

/// <summary>Runs after which every file, link and process of the host is the one from before.</summary>
public sealed partial class NothingChangesTests(WarmHost host) : IClassFixture<WarmHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact]
    public async Task The_same_release_again_is_live_already()
    {
        var before = await HostPicture.OfTshAsync(Bench.Vps);

        var again = await Bench.DeployAsync("v2");

        again.ExitCode.ShouldBe(0, again.Log);
        again.Log.ShouldContain("v2 is live in blue already");
        again.Outputs["live-release"].ShouldBe("v2");
        (await HostPicture.OfTshAsync(Bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task Plan_only_prints_the_plan()
    {
        await Bench.BuildReleaseAsync("planned");
        var before = await HostPicture.OfTshAsync(Bench.Vps);

        var plan = await Bench.DeployAsync("planned", ("plan-only", "true"));

        plan.ExitCode.ShouldBe(0, plan.Log);
        plan.Log.ShouldMatch(@"Start green · at most \d+ s\n");
        plan.Log.ShouldMatch(@"\(~ changes the host; at most .* in all, beside the upload\)");
        Budgets()
            .Replace(plan.Log, "")
            .ShouldContain(
                """
                Plan for vps-main: planned → green
                  live now  blue (v2)
                  idle      green (v1)
                   1  ~ Open the journal for planned, and set the guard
                   2  ~ Upload release planned
                   3  ~ Prepare green with planned
                   4  ~ Migrate: alembic upgrade head
                   5  ~ Start green
                   6    Gate green before the switch
                   7  ~ Switch blue → green
                   8    Prove that the site answers with planned
                   9    Drain blue
                  10  ~ Confirm planned
                  11  ~ Remove releases beyond the last 5 good ones
                """
            );
        plan.Outputs["live-release"].ShouldBe("v2");
        (await HostPicture.OfTshAsync(Bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task Bad_inputs_are_told_all_at_once_before_any_connection_is_made()
    {
        Directory.CreateDirectory(Path.Combine(Bench.Workspace, "empty"));
        var before = await HostPicture.OfTshAsync(Bench.Vps);

        var refused = await Bench.TshAsync(
            "deploy-slot",
            ("release", "feature/x"),
            ("path", "empty"),
            ("env-file", "GOOD=1\nno equals sign\nOPEN=\"x\n")
        );

        refused.ExitCode.ShouldBe(2, refused.Log);
        refused.Log.ShouldContain("`release` is `feature/x`");
        refused.Log.ShouldContain("`path` is `empty`, an empty folder");
        refused.Log.ShouldContain("`env-file`, line 2 is not KEY=VALUE");
        refused.Log.ShouldContain("`env-file`, line 3: the quote");
        refused.Log.ShouldNotContain("Connect to");
        (await HostPicture.OfTshAsync(Bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task An_environment_that_the_manifest_does_not_have_is_answered_with_those_it_has()
    {
        var refused = await Bench.DeployAsync("v1", ("environment", "prod"));

        refused.ExitCode.ShouldBe(2, refused.Log);
        refused.Log.ShouldContain("no environment `prod`");
        refused.Log.ShouldContain("name one of: production");
        refused.Log.ShouldNotContain("Connect to");
    }

    [Fact]
    public async Task A_broken_site_of_somebody_else_is_blamed_by_file_and_line()
    {
        const string foreign = "/etc/nginx/sites-enabled/foreign";
        await Bench.BuildReleaseAsync("blocked");
        await Bench.Vps.WriteFileAsync(foreign, "server {\n    lissen 82;\n}\n", Cancel);
        try
        {
            var before = await HostPicture.OfTshAsync(Bench.Vps);

            var refused = await Bench.DeployAsync("blocked");

            refused.ExitCode.ShouldBe(4, refused.Log);
            refused.Log.ShouldContain($"unknown directive \"lissen\" in {foreign}:2");
            (await HostPicture.OfTshAsync(Bench.Vps)).ShouldShowTheSameAs(before);
        }
        finally
        {
            await Bench.Vps.ShellAsync($"rm {foreign}", Cancel);
        }

        (await Bench.ReleaseAtSiteAsync()).ShouldBe("v2");
    }

    [Fact]
    public async Task A_release_that_is_there_with_other_content_is_never_taken_for_the_new_one()
    {
        await Bench.BuildReleaseAsync(
            "other-v1",
            new ErpSwitches { SickAfter = TimeSpan.FromHours(1) }
        );
        var before = await HostPicture.OfTshAsync(Bench.Vps, HostPicture.Journal);

        var refused = await Bench.DeployAsync("v1", ("path", "other-v1"));

        refused.ExitCode.ShouldBe(2, refused.Log);
        refused.Log.ShouldContain(
            "vps-main has a release v1 already, and 1 files of it are others, first `switches.env`"
        );
        (await HostPicture.OfTshAsync(Bench.Vps, HostPicture.Journal)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task A_switch_by_somebody_else_between_plan_and_first_step_stops_everything()
    {
        const string flag = "/var/lib/tsh/tsh-erp/production/live/green";
        await Bench.BuildReleaseAsync("late");
        var heard = false;
        try
        {
            var refused = await Bench.DeployAsync(
                "late",
                line =>
                {
                    if (!line.StartsWith("Plan for"))
                        return;
                    Bench.Vps.ShellAsync($"touch {flag}", Cancel).GetAwaiter().GetResult();
                    heard = true;
                },
                Cancel
            );

            heard.ShouldBeTrue();
            refused.ExitCode.ShouldBe(4, refused.Log);
            refused.Log.ShouldContain("changed between the plan and its first step");
            refused.Log.ShouldNotContain("→ Upload");
            (await Bench.ReleaseAtSiteAsync()).ShouldBe("v1", "the other one's switch must stand");
        }
        finally
        {
            await Bench.Vps.ShellAsync($"rm -f {flag}", Cancel);
        }

        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    [GeneratedRegex(" · at most [^\n]*|; at most [^)]*")]
    private static partial Regex Budgets();
}
