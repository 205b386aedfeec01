using TshActions.Rig.Runner;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Traffic;

namespace TshActions.RigTests.Rollback;

public sealed class RollbackTests(WarmHost host) : IClassFixture<WarmHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Back_to_the_warm_slot_and_forward_again_drops_no_request()
    {
        var bench = host.Bench;
        await WarmHost.ClearNamesAsync(bench);
        await using var load = await SiteLoad.StartAsync(bench);

        var back = await bench.TshAsync("rollback", ("reason", "prices ½ wrong"));
        var refused = await bench.TshAsync("rollback");
        var forward = await bench.TshAsync("rollback", ("force", "true"));

        refused.ExitCode.ShouldBe(1, refused.Log);
        refused.Log.ShouldContain("v2 was rolled back by");
        refused.Log.ShouldContain("prices ½ wrong");
        ShouldBeLive(back, "green", "v1", previous: "v2");
        back.Log.ShouldContain("(prices ½ wrong)");
        back.Log.ShouldContain("of a budget of 120 s");
        ShouldBeLive(forward, "blue", "v2", previous: "v1");
        (await load.StopAsync()).ShouldHaveNoFailure(least: 300);
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v2");
        (await bench.TshAsync("status")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_warm_slot_that_was_stopped_is_started_and_gated_first()
    {
        var bench = host.Bench;
        await WarmHost.ClearNamesAsync(bench);
        await bench.Vps.ShellAsync("systemctl stop tsh_erp-green", Cancel);

        var plan = await bench.TshAsync("rollback", ("plan-only", "true"), ("force", "true"));
        var back = await bench.TshAsync("rollback", ("force", "true"));

        plan.Log.ShouldContain("idle      green (v1, stopped)");
        (await bench.Vps.ShellAsync("systemctl is-active tsh_erp-green", Cancel)).ShouldBe(
            "active"
        );
        back.Log.ShouldContain("✓ Start green");
        back.Log.ShouldContain("✓ Gate green before the switch");
        ShouldBeLive(back, "green", "v1", previous: "v2");
        (await bench.TshAsync("rollback", ("force", "true"))).ExitCode.ShouldBe(0);
        await WarmHost.ShouldBeAsBeforeAsync(bench);
    }

    [Fact]
    public async Task A_warm_slot_that_was_changed_by_hand_is_refused_and_named()
    {
        var bench = host.Bench;
        await WarmHost.ClearNamesAsync(bench);
        const string Slot = "/var/lib/tsh/tsh-erp/production/slots/green";
        const string DropIn = "/etc/systemd/system/tsh_erp-green.service.d";
        await bench.Vps.ShellAsync(
            $"cp -p {Slot}/app.env /root/app.env; echo DEBUG=1 >>{Slot}/app.env; cp -p {Slot}/release/erp/main.py /root/main.py; echo '#' >>{Slot}/release/erp/main.py; mkdir {DropIn}; printf '[Service]\nNice=1\n' >{DropIn}/nice.conf; systemctl daemon-reload",
            Cancel
        );

        var refused = await bench.TshAsync("rollback");
        var forced = await bench.TshAsync("rollback", ("force", "true"), ("plan-only", "true"));

        refused.ExitCode.ShouldBe(1, refused.Log);
        refused.Log.ShouldContain(
            "v1 on vps-main is not what passed its gate: app.env, release/erp/main.py changed since"
        );
        forced.ExitCode.ShouldBe(0, forced.Log);
        forced.Log.ShouldContain("! tsh_erp-green.service was changed since v1 was deployed");
        forced.Log.ShouldContain("! v1 on vps-main is not what passed its gate");

        await bench.Vps.ShellAsync(
            $"mv /root/app.env {Slot}/app.env; mv /root/main.py {Slot}/release/erp/main.py; rm -r {DropIn}; systemctl daemon-reload",
            Cancel
        );
        var plan = await bench.TshAsync("rollback", ("plan-only", "true"));
        plan.ExitCode.ShouldBe(0, plan.Log);
        plan.Log.ShouldNotContain("! ");
    }

    private static void ShouldBeLive(TshResult result, string slot, string release, string previous)
    {
        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("pass");
        result.Outputs["live-slot"].ShouldBe(slot);
        result.Outputs["live-release"].ShouldBe(release);
        result.Outputs["previous-release"].ShouldBe(previous);
    }
}
