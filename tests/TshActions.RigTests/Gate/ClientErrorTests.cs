using TshActions.Core.Ticks;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;
using TshActions.RigTests.AccessLog;

namespace TshActions.RigTests.Gate;

/// <summary>Errors that no probe asks for, seen by what nginx answered to real clients.</summary>
[Collection(BakingHostCollection.Name)]
public sealed class ClientErrorTests(BakingHost host, ITestOutputHelper output)
{
    private const string Release = "fails-clients";

    // A location of the team's own: its answers stand in the same log, with the slot that gave them.
    private const int OtherDoor = 8099;

    [Fact(Timeout = 240_000)]
    public async Task What_the_new_slot_answers_counts_and_what_the_old_one_answers_does_not()
    {
        await host.WriteGateAsync(BakingHost.Quick(bake: "6s"));
        var deployed = await host.DeployUnconfirmedAsync(
            Release,
            new ErpSwitches { ErrorRate = 0.5 }
        );
        var slot = deployed.Outputs["live-slot"];

        var seen = await GateWithClientsAsync(80, ("on-failure", "report"));

        output.WriteLine($"of the new slot: {seen.Outputs["reason"]}; {Told()}");
        seen.ExitCode.ShouldBe(1, seen.Log);
        seen.Outputs["verdict"].ShouldBe("fail");
        seen.Outputs["reason"].ShouldContain("real clients");
        BakingHost.BadTicks(BakingHost.Recorded(host.Bench)).ShouldBeEmpty();

        // Nobody asks for anything but health: confirmed, so that it is the old one for the next release.
        var blind = await host.Bench.TshAsync("health-gate", ("release", Release));
        blind.ExitCode.ShouldBe(0, blind.Log);
        await host.DeployUnconfirmedAsync("serves-clients");
        try
        {
            await OpenOtherDoorAsync(slot is "blue" ? 8001 : 8011);
            var stays = await GateWithClientsAsync(OtherDoor, ("release", "serves-clients"));

            output.WriteLine($"of the old slot: {stays.Outputs["reason"]}; {Told()}");
            stays.ExitCode.ShouldBe(0, stays.Log);
            Sum(tick => tick.OldTraffic).Errors.ShouldBeGreaterThan(20, stays.Log);
            Sum(tick => tick.NewTraffic).Errors.ShouldBe(0);
        }
        finally
        {
            await host.ShellAsync("rm -f /etc/nginx/sites-enabled/zz-other-door; nginx -s reload");
        }
    }

    private string Told() =>
        $"{BakingHost.Recorded(host.Bench).Ticks.Count} ticks; new {Sum(tick => tick.NewTraffic)}, old {Sum(tick => tick.OldTraffic)}";

    /// <summary>About 30 requests a second, from before the bake until after it.</summary>
    private async Task<TshResult> GateWithClientsAsync(
        int port,
        params (string Name, string Value)[] inputs
    )
    {
        await host.ShellAsync(
            $$"""
            touch /tmp/clients
            (while [ -e /tmp/clients ]; do
                curl -s -m 5 -o /dev/null "http://127.0.0.1:{{port}}/products?limit=1&n=[1-6]"
                sleep 0.2
            done) >/dev/null 2>&1 &
            """
        );
        try
        {
            return await host.Bench.TshAsync("health-gate", inputs);
        }
        finally
        {
            await host.ShellAsync("rm -f /tmp/clients; sleep 1");
        }
    }

    private async Task OpenOtherDoorAsync(int slot)
    {
        await host.Vps.WriteFileAsync(
            "/etc/nginx/sites-enabled/zz-other-door",
            $$"""
            server {
                listen {{OtherDoor}};
                access_log {{TrafficLines.Log}} tsh_tsh_erp__production if=$tsh_tsh_erp__production_slot;
                location / { proxy_pass http://127.0.0.1:{{slot}}; }
            }

            """,
            TestContext.Current.CancellationToken
        );
        await host.ShellAsync(
            $"nginx -t -q && nginx -s reload && for try in $(seq 100); do curl -s -o /dev/null http://127.0.0.1:{OtherDoor}/health && exit 0; sleep 0.1; done; exit 1"
        );
    }

    private Counted Sum(Func<Tick, Core.Ticks.Traffic?> of)
    {
        var all = BakingHost
            .Recorded(host.Bench)
            .Ticks.Select(of)
            .OfType<Core.Ticks.Traffic>()
            .ToList();
        return new(
            all.Sum(one => one.Requests),
            all.Sum(one => one.Errors),
            all.Sum(one => one.Slow)
        );
    }
}
