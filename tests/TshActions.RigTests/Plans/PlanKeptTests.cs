using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Rig.Runner;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Plans;

/// <summary>
/// What a plan announces is what is done: the changing commands of real runs, heard on their way to the host, are those
/// of the plan's steps, one for one and in their order.
/// </summary>
[Collection(ProcessHostCollection.Name)]
public sealed class PlanKeptTests(ProcessHost host)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    [Theory(Timeout = 120_000)]
    [InlineData(
        DeployEnding.Confirm,
        "begin upload occupy backup migrate start switch settle confirm prune"
    )]
    [InlineData(
        DeployEnding.LeaveToGate,
        "begin upload occupy backup migrate start switch settle park"
    )]
    [InlineData(DeployEnding.Rehearse, "begin upload occupy start resolve")]
    public async Task A_deployment_does_what_its_plan_says(DeployEnding ending, string changes)
    {
        await host.StartWarmAsync();
        var release = $"planned-{ending}".ToLowerInvariant();
        await host.Bench.BuildReleaseAsync(release);
        (string, string)[] inputs =
        [
            ("release", release),
            ("path", release),
            ("env-file", host.Bench.EnvFile),
            ("confirm", ending is DeployEnding.Confirm ? "self" : "gate"),
            ("rehearse", ending is DeployEnding.Rehearse ? "true" : "false"),
        ];
        var order = new DeployOrder(
            ReleaseId.Parse(release)!.Value,
            "alembic upgrade head",
            Backup: true,
            ["clock"],
            Lease,
            ending,
            Kept: 50
        );

        var plan = await ShowAsync(
            "deploy-slot",
            state => DeployPlanner.Plan(state, order),
            inputs
        );
        var (run, sent) = await RecordingHost.TshAsync(host.Bench, "deploy-slot", inputs);

        ShouldBeKept(plan, run, sent);
        string.Join(' ', ChangesHeard.Of(sent)).ShouldBe(changes);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("", false, "begin switch settle confirm")]
    [InlineData("", true, "begin resolve")]
    [InlineData("v0", false, "begin occupy start switch settle confirm")]
    [InlineData("v0", true, "begin occupy start resolve")]
    public async Task A_rollback_does_what_its_plan_says(
        string target,
        bool rehearse,
        string changes
    )
    {
        await host.StartWarmAsync();
        (string, string)[] inputs = [("target", target), ("rehearse", rehearse ? "true" : "false")];
        var order = new RollbackOrder(
            target.Length > 0 ? ReleaseId.Parse(target) : null,
            ["clock"],
            Rehearse: rehearse
        );

        var plan = await ShowAsync("rollback", state => RollbackPlanner.Plan(state, order), inputs);
        var (run, sent) = await RecordingHost.TshAsync(host.Bench, "rollback", inputs);

        ShouldBeKept(plan, run, sent);
        string.Join(' ', ChangesHeard.Of(sent)).ShouldBe(changes);
    }

    [Fact]
    public void A_line_that_no_step_is_known_to_send_is_noticed() =>
        Should.Throw<ShouldAssertException>(() =>
            ChangesHeard.Of(["rm -rf /var/lib/tsh/tsh-erp/production/deployments"])
        );

    /// <summary>The plan of this very host; to show it changes nothing, not even who may change things.</summary>
    private async Task<Decision.Plan> ShowAsync(
        string verb,
        Func<HostState, Decision> decide,
        (string Name, string Value)[] inputs
    )
    {
        var plan = decide(await host.ObserveAsync()).ShouldBeOfType<Decision.Plan>();
        var (shown, sent) = await RecordingHost.TshAsync(
            host.Bench,
            verb,
            [.. inputs, ("plan-only", "true")]
        );
        shown.ExitCode.ShouldBe(0, shown.Log);
        ShouldTell(shown.Log, plan);
        ChangesHeard.Of(sent).ShouldBeEmpty();
        sent.ShouldNotContain(line => line.Contains(" take "));
        sent.ShouldContain(line => line.Contains(" observe "));
        return plan;
    }

    /// <summary>Behind each line may stand how long it may take.</summary>
    private static void ShouldTell(string log, Decision.Plan plan)
    {
        foreach (var line in PlanText.Of(plan).Split('\n').SkipLast(1))
            log.ShouldContain(line);
    }

    /// <summary>Also with each step left out of the plan, which must be noticed.</summary>
    private static void ShouldBeKept(Decision.Plan plan, TshResult run, IReadOnlyList<string> sent)
    {
        run.ExitCode.ShouldBe(0, run.Log);
        ShouldTell(run.Log, plan);
        var heard = ChangesHeard.Of(sent);
        heard.ShouldBeThoseOf(plan.Steps);
        foreach (var step in plan.Steps.Where(step => step.Changes))
            Should.Throw<ShouldAssertException>(() =>
                heard.ShouldBeThoseOf(plan.Steps.Where(other => other != step))
            );
    }
}
