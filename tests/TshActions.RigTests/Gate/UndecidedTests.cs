using TshActions.Core.Journal;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Gate;

/// <summary>Too little was measured to judge: the release stays until somebody decides, and every decision is possible.</summary>
[Collection(ProcessHostCollection.Name)]
public sealed class UndecidedTests(ProcessHost host)
{
    private Workbench Bench => host.Bench;

    [Fact(Timeout = 120_000)]
    public async Task The_next_release_goes_out()
    {
        await LeaveUndecidedAsync("undecided-fixed");
        await Bench.BuildReleaseAsync("fixed");

        var next = await Bench.DeployAsync("fixed");

        next.ExitCode.ShouldBe(0, next.Log);
        next.Log.ShouldNotContain("by hand");
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("fixed");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_gate_that_can_judge_confirms_it()
    {
        await LeaveUndecidedAsync("undecided-good");

        var judged = await Bench.TshAsync("health-gate", ("release", "undecided-good"));

        judged.ExitCode.ShouldBe(0, judged.Log);
        judged.Log.ShouldContain("Confirm undecided-good");
        (await host.ObserveAsync()).History.Open.ShouldBeNull();
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("undecided-good");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_rollback_takes_it_back()
    {
        await LeaveUndecidedAsync("undecided-back");

        var back = await Bench.TshAsync("rollback");

        back.ExitCode.ShouldBe(0, back.Log);
        (await Bench.ReleaseAtSiteAsync()).ShouldBe("v2");
    }

    [Fact(Timeout = 120_000)]
    public async Task Traffic_that_was_moved_by_hand_since_is_still_told()
    {
        await LeaveUndecidedAsync("undecided-moved");
        await host.Vps.ShellAsync(
            $"mv {ProcessHost.Root}/live/green {ProcessHost.Root}/live/blue",
            TestContext.Current.CancellationToken
        );

        await Bench.BuildReleaseAsync("over-it");
        var refused = await Bench.DeployAsync("over-it");

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain("but the last run left green live: somebody moved the traffic");
    }

    /// <summary>By the very words with which the gate leaves it.</summary>
    private async Task LeaveUndecidedAsync(string release)
    {
        await host.StartWarmAsync();
        await Bench.BuildReleaseAsync(release);
        var deployed = await Bench.DeployAsync(release, ("confirm", "gate"));
        deployed.ExitCode.ShouldBe(0, deployed.Log);
        await host.Vps.ShellAsync(
            $$"""
            set -e
            cd {{ProcessHost.Root}}
            token=$(sed -n 's/^token //p' lease)
            runuser -u deploy -- bin/tsh-host hold {{ProcessHost.Root}} "$token" 'too little was measured'
            runuser -u deploy -- bin/tsh-host release {{ProcessHost.Root}} "$token"
            """,
            TestContext.Current.CancellationToken
        );
        (await host.ObserveAsync()).History.Open.ShouldNotBeNull().Phase.ShouldBe(Phase.Held);
        (await Bench.ReleaseAtSiteAsync()).ShouldBe(release);
    }
}
