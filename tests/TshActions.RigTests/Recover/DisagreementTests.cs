using TshActions.Rig.Runner;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Recover;

/// <summary>
/// Three can say which slot is live: nginx, the record of the last run, and systemd by what it runs. In all eight ways
/// in which they can stand to each other every verb either repairs or refuses, and whatever nginx routes to when it
/// begins is never stopped, restarted or emptied.
/// </summary>
[Collection(ProcessHostCollection.Name)]
public sealed class DisagreementTests(ProcessHost host)
{
    private const string Root = ProcessHost.Root;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Theory(Timeout = 180_000)]
    [InlineData("blue", "blue", true)]
    [InlineData("blue", "blue", false)]
    [InlineData("green", "green", true)]
    [InlineData("green", "green", false)]
    [InlineData("green", "blue", true)]
    [InlineData("green", "blue", false)]
    [InlineData("blue", "green", true)]
    [InlineData("blue", "green", false)]
    public async Task Record_systemd_and_nginx_may_say_what_they_like_and_the_routed_slot_stays(
        string record,
        string routed,
        bool runs
    )
    {
        var other = routed is "blue" ? "green" : "blue";
        var agree = record == routed;
        var release = $"d-{record}-{routed}-{runs}".ToLowerInvariant();
        await Bench.BuildReleaseAsync(release);

        await PlayAsync(
            () => Bench.DeployAsync(release),
            deployed => ShouldRepairOrRefuse(deployed, agree, other, release)
        );
        await PlayAsync(
            () => Bench.TshAsync("rollback"),
            back => ShouldRepairOrRefuse(back, agree, other, other is "green" ? "v1" : "v2")
        );
        await PlayAsync(
            () => Bench.TshAsync("recover"),
            recovered => ShouldBeGoodAgain(recovered, routed)
        );
        (await Bench.TshAsync("status")).ExitCode.ShouldBe(0);
        (await Bench.DeployAsync(release, ("plan-only", "true"))).ExitCode.ShouldBe(0);

        async Task PlayAsync(Func<Task<TshResult>> verb, Action<TshResult> judge)
        {
            await StandAsync(record, routed, runs);
            var before = await SlotAsync(routed);
            judge(await verb());
            var after = await SlotAsync(routed);
            if (runs)
                after.ShouldBe(before, "nginx routed to this slot");
            else
                after
                    .Split('\n')[0]
                    .ShouldBe(before.Split('\n')[0], "what it holds is not replaced");
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_routed_slot_that_is_restarted_is_noticed()
    {
        await StandAsync("blue", "blue", runs: true);
        var before = await SlotAsync("blue");

        await host.Vps.ShellAsync("systemctl restart tsh_erp-blue", Cancel);

        (await SlotAsync("blue")).ShouldNotBe(before);
    }

    private static void ShouldRepairOrRefuse(
        TshResult result,
        bool agree,
        string slot,
        string release
    )
    {
        if (agree)
        {
            result.ExitCode.ShouldBe(0, result.Log);
            result.Outputs["live-slot"].ShouldBe(slot);
            result.Outputs["live-release"].ShouldBe(release);
            return;
        }

        result.ExitCode.ShouldBe(4, result.Log);
        result.Log.ShouldContain($"but the last run left {slot} live");
        result.Log.ShouldContain("`tsh recover` accepts what nginx does");
        result.Outputs["live-slot"].ShouldBe(slot is "blue" ? "green" : "blue");
    }

    private static void ShouldBeGoodAgain(TshResult recovered, string routed)
    {
        recovered.ExitCode.ShouldBe(0, recovered.Log);
        recovered.Log.ShouldContain(
            $"live   {routed} ({(routed is "blue" ? "v2" : "v1")}), as nginx has it"
        );
    }

    private async Task StandAsync(string record, string routed, bool runs)
    {
        await host.StartWarmAsync();
        await host.Vps.ShellAsync(
            $"""
            set -e
            cd {Root}
            [ {routed} = blue ] || runuser -u deploy -- mv live/blue live/green
            runuser -u deploy -- sh -c 'printf "live {record}\ndeployment %s\nat 1\n" "$(basename "$(readlink slots/{record})")" >record'
            {(runs ? ":" : $"systemctl stop tsh_erp-{routed} tsh_erp-{routed}-worker")}
            """,
            Cancel
        );
    }

    /// <summary>What a slot holds, and which very process serves there.</summary>
    private Task<string> SlotAsync(string slot) =>
        host.Vps.ShellAsync(
            $"readlink {Root}/slots/{slot}; systemctl show -p ActiveState,MainPID,InvocationID tsh_erp-{slot} tsh_erp-{slot}-worker",
            Cancel
        );
}
