using TshActions.Core.Calibration;
using TshActions.Core.Statistics;
using TshActions.Core.Ticks;

namespace TshActions.Tests.Calibration;

public class SimulationTests
{
    private static readonly ServiceModel Shop = new(
        [new("health", "health", 20, 0.35), new("items", "read", 110, 0.5)],
        TimeSpan.FromSeconds(10),
        Ticks: 400,
        TimeSpan.FromSeconds(5)
    )
    {
        Failing = 0.02,
        LogErrors = 0.05,
        Release = "abc",
        Gauges = new Dictionary<string, double> { ["cpu"] = 31, ["disk"] = 61 },
    };

    [Fact]
    public void The_same_seed_is_the_same_bake()
    {
        Text(Run(Troubles.None, 3)).ShouldBe(Text(Run(Troubles.None, 3)));
        Text(Run(Troubles.None, 3)).ShouldNotBe(Text(Run(Troubles.None, 4)));
    }

    [Fact]
    public void Latencies_failures_and_gauges_are_as_the_service_is_described()
    {
        var bake = Run(Troubles.None);
        var samples = bake.Ticks.Select(tick => tick.Probes["items"]).ToList();

        bake.Ticks.Count.ShouldBe(400);
        bake.Ticks[399].At.ShouldBe(TimeSpan.FromSeconds(3_990));
        bake.Baseline["items"].Count.ShouldBe(30);
        OrderStatistics.Median(bake.Baseline["items"])!.Value.ShouldBe(110, 40);
        OrderStatistics
            .Median([.. samples.Select(sample => sample.Milliseconds)])!
            .Value.ShouldBe(110, 10);
        samples
            .Select(sample => Math.Log(sample.Milliseconds / 110))
            .Average(log => log * log)
            .ShouldBe(0.25, 0.05);
        (samples.Count(sample => !sample.Ok) / 400.0).ShouldBe(0.02, 0.02);
        bake.Ticks.Average(tick => tick.Gauges["cpu"]).ShouldBe(31, 1);
        bake.Ticks.ShouldAllBe(tick =>
            tick.Probes["health"].Version == "abc" || !tick.Probes["health"].Ok
        );
        bake.Ticks.ShouldAllBe(tick =>
            tick.Control["items"].Version == "old" || !tick.Control["items"].Ok
        );
    }

    [Fact]
    public void A_trouble_changes_what_it_is_about_and_no_draw_of_anything_else()
    {
        var clean = Run(Troubles.None);
        var bake = Run(
            Troubles
                .Down(tick => tick is 5, "items")
                .And(Troubles.Gap(tick => tick is 7))
                .And(Troubles.LogErrors(tick => tick is 9, 30))
                .And(Troubles.Gauge(tick => tick is 11, "cpu", 95))
                .And(Troubles.Slower(tick => tick is 13 ? 3 : 1, "health"))
        );

        for (var tick = 0; tick < clean.Ticks.Count; tick++)
            if (tick is not (5 or 7 or 9 or 11 or 13))
                Text(bake.Ticks[tick]).ShouldBe(Text(clean.Ticks[tick]));

        bake.Ticks[5].Probes["items"].Why.ShouldBe("connection refused");
        bake.Ticks[5].Probes["health"].ShouldBe(clean.Ticks[5].Probes["health"]);
        bake.Ticks[7]
            .ShouldSatisfyAllConditions(
                tick => tick.Gap.ShouldBeTrue(),
                tick => tick.Probes.ShouldBeEmpty(),
                tick => tick.Restarts.ShouldBeNull(),
                tick => tick.LogErrors.ShouldBeNull()
            );
        bake.Ticks[9].LogErrors!.Value.ShouldBeGreaterThan(10);
        bake.Ticks[11].Gauges["cpu"].ShouldBeGreaterThan(80);
        bake.Ticks[13]
            .Probes["health"]
            .Milliseconds.ShouldBe(3 * clean.Ticks[13].Probes["health"].Milliseconds, 1e-9);
        bake.Baseline["items"].ShouldBe(clean.Baseline["items"]);
    }

    [Fact]
    public void What_takes_longer_than_the_timeout_is_a_silence()
    {
        var bake = Run(Troubles.Slower(_ => 1_000));

        bake.Ticks.ShouldAllBe(tick =>
            tick.Probes["items"] == new Sample(false, 5_000, null, null, "no answer within 5 s")
        );
        bake.Ticks.ShouldAllBe(tick => tick.Control["items"].Milliseconds < 5_000);
    }

    [Fact]
    public void Failures_look_like_what_they_are()
    {
        Ask(FailureKind.ErrorStatus)
            .ShouldSatisfyAllConditions(
                sample => sample.Status.ShouldBe(500),
                sample => sample.Why.ShouldBe("status 500, not 200"),
                sample => sample.Version.ShouldBe("abc")
            );
        Ask(FailureKind.Refused)
            .ShouldSatisfyAllConditions(
                sample => sample.Status.ShouldBeNull(),
                sample => sample.Milliseconds.ShouldBeLessThan(1)
            );
        Ask(FailureKind.Silent).Milliseconds.ShouldBe(5_000);

        static Sample Ask(FailureKind how) =>
            Run(Troubles.Failing(_ => 1, how)).Ticks[0].Probes["items"];
    }

    [Fact]
    public void Later_is_the_same_trouble_later()
    {
        var bake = Run(Troubles.OldFailing(tick => tick is 5, FailureKind.Silent).Later(3));

        bake.Ticks.Index()
            .Where(one => one.Item.Control.Values.All(sample => sample.Milliseconds is 5_000))
            .Select(one => one.Index)
            .ShouldBe([8]);
    }

    private static SimulatedBake Run(Trouble trouble, ulong seed = 1) =>
        Simulation.Run(Shop, trouble, seed);

    private static string Text(SimulatedBake bake) => string.Concat(bake.Ticks.Select(Text));

    private static string Text(Tick tick) =>
        $"{tick.At} {tick.Gap} {tick.Restarts} {tick.LogErrors} {tick.OldLogErrors} {string.Join(' ', tick.Probes)} {string.Join(' ', tick.Control)} {string.Join(' ', tick.Gauges)}\n";
}
