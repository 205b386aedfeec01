using TshActions.Rig.Load.Long;
using TshActions.RigTests.Deploy;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Traffic;

/// <summary>Long requests on a real slot: whole when the traffic moves away, cut when the slot goes away.</summary>
public sealed class LongRequestTests(WarmHost host) : IClassFixture<WarmHost>
{
    private const string Flag = "/var/lib/tsh/tsh-erp/production/live/green";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact]
    public async Task They_outlive_a_switch_each_on_the_release_it_began_with()
    {
        await using var load = LongRequests.Start(Plan(seconds: 4));
        await UntilInFlightAsync(port: 8001);
        try
        {
            await Bench.Vps.ShellAsync($"touch {Flag}", Cancel);
            var moved = DateTimeOffset.UtcNow;
            await UntilInFlightAsync(port: 8011);
            var seen = await load.StopAsync();

            seen.ShouldAllBe(request => !request.WasCut);
            foreach (var kind in Enum.GetValues<LongKind>())
            {
                seen.ShouldContain(request => request.Kind == kind && request.Release == "v1");
                seen.ShouldContain(request =>
                    request.Kind == kind && request.Release == "v2" && request.WasInFlightAt(moved)
                );
            }

            seen.Where(request => request.Kind is LongKind.Stream)
                .ShouldAllBe(request => request.End == new LongEnd.Whole(40));
        }
        finally
        {
            await Bench.Vps.ShellAsync($"rm -f {Flag}", Cancel);
        }
    }

    [Fact]
    public async Task A_slot_that_is_killed_cuts_them_and_each_says_when_and_how()
    {
        await using var load = LongRequests.Start(Plan(seconds: 20));
        await UntilInFlightAsync(port: 8001);
        var killed = DateTimeOffset.UtcNow;
        try
        {
            await Bench.Vps.ShellAsync("systemctl kill -s KILL tsh_erp-blue", Cancel);
            await Eventually.HoldsAsync("every kind was cut", () => CutBy(killed).Count is 3);
        }
        finally
        {
            await Bench.Vps.ShellAsync("systemctl start tsh_erp-blue", Cancel);
            await Eventually.HoldsAsync(
                "v2 answers again",
                async () => await Bench.ReleaseAtSiteAsync() is "v2"
            );
        }

        CutBy(killed).ShouldAllBe(text => text.Contains("cut at") && text.Contains("parts"));

        // One of each kind that was under way before.
        List<string> CutBy(DateTimeOffset moment) =>
            [
                .. load
                    .Ended.Where(request => request.WasCut && request.WasInFlightAt(moment))
                    .DistinctBy(request => request.Kind)
                    .Select(request => request.ToString()),
            ];
    }

    private LongPlan Plan(int seconds) =>
        new(Bench.Site) { Lasts = TimeSpan.FromSeconds(seconds), OfEachKind = 2 };

    /// <summary>One of each kind at least has reached the slot, by the kernel's own table.</summary>
    private Task UntilInFlightAsync(int port) =>
        Eventually.HoldsAsync(
            $"three long requests on port {port}",
            async () =>
                int.Parse(
                    await Bench.Vps.ShellAsync(
                        $"ss -Htn state established '( sport = :{port} )' | wc -l",
                        Cancel
                    )
                ) >= 3
        );
}
