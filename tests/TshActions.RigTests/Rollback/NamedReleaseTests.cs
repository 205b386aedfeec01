using TshActions.RigTests.Deploy;
using TshActions.RigTests.Plans;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Rollback;

/// <summary>Back to a release that is kept but not warm, rehearsals, and what refuses a rollback. v2 is live, v1 warm, v0 kept.</summary>
[Collection(ProcessHostCollection.Name)]
public sealed class NamedReleaseTests(ProcessHost host)
{
    private const string Root = ProcessHost.Root;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 120_000)]
    public async Task A_kept_release_comes_back_exactly_as_it_was_deployed()
    {
        await host.StartWarmAsync();
        var kept = await FolderAsync("v0");

        var back = await Bench.TshAsync("rollback", ("target", "v0"), ("reason", "older prices"));

        back.ExitCode.ShouldBe(0, back.Log);
        back.Log.ShouldContain("✓ Gate green before the switch");
        back.Outputs["live-release"].ShouldBe("v0");
        back.Outputs["live-slot"].ShouldBe("green");
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("v0");
        (await FolderAsync("v0")).ShouldBe(kept);
        (await host.Vps.ShellAsync($"cat {Root}/bad/v2", Cancel)).ShouldContain("older prices");
        (await Bench.TshAsync("rollback", ("target", "v0"))).Log.ShouldContain(
            "v0 is live in green already"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_that_was_taken_back_is_passed_by_and_an_unknown_one_is_answered_with_those_kept()
    {
        await host.StartWarmAsync();
        await host.Vps.ShellAsync(
            $"echo 'taken back: it sickened' | runuser -u deploy -- tee {Root}/bad/v1",
            Cancel
        );

        await RefusedAsync("v1 was taken back: it sickened", ("target", "v1"));
        await RefusedAsync("vps-main does not keep v99", ("target", "v99"));
        var next = await Bench.TshAsync("rollback", ("target", "v99"));
        next.Log.ShouldMatch("next +it keeps .*v2, v1");
        (await Bench.TshAsync("rollback", ("target", "../v1"))).ExitCode.ShouldBe(2);

        // Neither the bad one that is warm nor the live one: what is left, newest first.
        var plan = await Bench.TshAsync("rollback", ("plan-only", "true"));
        plan.Log.ShouldNotContain("Plan for vps-main: v1");
        plan.Log.ShouldNotContain("Plan for vps-main: v2");
        plan.Log.ShouldContain("~ Prepare green with ");

        var forced = await Bench.TshAsync("rollback", ("target", "v1"), ("force", "true"));
        forced.ExitCode.ShouldBe(0, forced.Log);
        forced.Outputs["live-release"].ShouldBe("v1");
    }

    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("v0")]
    public async Task A_rehearsal_goes_as_far_as_the_switch_and_leaves_the_host_as_it_was(
        string target
    )
    {
        await host.StartWarmAsync();
        (await Bench.TshAsync("status")).ExitCode.ShouldBe(0);
        var before = await PictureAsync();

        var rehearsed = await Bench.TshAsync("rollback", ("target", target), ("rehearse", "true"));

        rehearsed.ExitCode.ShouldBe(0, rehearsed.Log);
        rehearsed.Log.ShouldContain(
            $"{(target.Length > 0 ? target : "v1")} was rehearsed in green: a rollback would get there"
        );
        rehearsed.Log.ShouldNotContain("→ Switch");
        rehearsed.Outputs["live-release"].ShouldBe("v2");
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
        (await PictureAsync()).ShouldShowTheSameAs(before);
    }

    [Fact(Timeout = 180_000)]
    public async Task Migrations_that_are_not_backward_compatible_forbid_it_before_and_after_they_are_confirmed()
    {
        await host.StartWarmAsync();
        await Bench.BuildReleaseAsync("breaking");
        var deployed = await Bench.DeployAsync(
            "breaking",
            ("confirm", "gate"),
            ("backward-compatible", "no")
        );
        deployed.ExitCode.ShouldBe(0, deployed.Log);

        await RefusedAsync("breaking is live and not confirmed yet", ("rehearse", "true"));
        await RefusedAsync("the migrations of breaking are not backward compatible");
        await RefusedAsync("are not backward compatible", ("plan-only", "true"));
        (await host.ObserveAsync()).History.Open.ShouldNotBeNull().IsUnconfirmed.ShouldBeTrue();
        var gate = await Bench.TshAsync("health-gate", ("release", "breaking"));
        gate.ExitCode.ShouldBe(0, gate.Log);

        await RefusedAsync("the migrations of breaking are not backward compatible");
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("breaking");
        var forced = await Bench.TshAsync("rollback", ("force", "true"));
        forced.ExitCode.ShouldBe(0, forced.Log);
        await host.Vps.ShellAsync("systemctl is-active tsh_erp-green", Cancel);
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("v2");
    }

    [Fact(Timeout = 180_000)]
    public async Task An_unconfirmed_release_is_not_rehearsed_away_and_a_rollback_does_what_its_plan_says()
    {
        await host.StartWarmAsync();
        await Bench.BuildReleaseAsync("fresh");
        var deployed = await Bench.DeployAsync("fresh", ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);

        // A gate for another release is no word about this one either.
        var gate = await Bench.TshAsync("health-gate", ("release", "another"));
        gate.ExitCode.ShouldBe(3, gate.Log);
        gate.Log.ShouldContain("fresh is live, not another");
        await RefusedAsync("fresh is live and not confirmed yet", ("rehearse", "true"));
        (await host.ObserveAsync()).History.Lease.ShouldNotBeNull().Parked.ShouldBeTrue();
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("fresh");
        var plan = await Bench.TshAsync("rollback", ("plan-only", "true"));
        var (back, sent) = await RecordingHost.TshAsync(Bench, "rollback");

        plan.ExitCode.ShouldBe(0, plan.Log);
        plan.Log.ShouldContain("fresh is taken back, which nobody has confirmed yet");
        back.ExitCode.ShouldBe(0, back.Log);
        ChangesHeard.Of(sent).ShouldBe(["revert", "resolve"]);
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    private async Task RefusedAsync(string why, params (string Name, string Value)[] inputs)
    {
        var live = await Bench.ReleaseAtSiteAsync();
        var refused = await Bench.TshAsync("rollback", inputs);
        refused.ExitCode.ShouldBe(1, refused.Log);
        refused.Log.ShouldContain(why);
        refused.Outputs["live-release"].ShouldBe(live);
        (await Bench.ReleaseAtSiteAsync()).ShouldBe(live);
    }

    /// <summary>Without the entry that a run leaves, and the number of a process that was started anew.</summary>
    private async Task<IReadOnlyList<string>> PictureAsync() =>
        [
            .. (await HostPicture.OfTshAsync(host.Vps, HostPicture.Journal)).Where(line =>
                !line.StartsWith("MainPID=")
            ),
        ];

    /// <summary>Every file of a release's deployment and of the release, with time and content.</summary>
    private async Task<string> FolderAsync(string release) =>
        string.Join(
            '\n',
            (await HostPicture.TakeAsync(host.Vps, Root)).Where(line =>
                line.Contains($"-{release}/") || line.Contains($"/releases/{release}/")
            )
        );
}
