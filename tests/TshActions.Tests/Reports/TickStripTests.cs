using TshActions.Core.Gates;
using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class TickStripTests
{
    [Fact]
    public void Each_tick_has_its_sign_in_the_order_of_time() =>
        TickStrip
            .Text([
                Tick(Measurement.Successful),
                Tick(Measurement.Failed),
                Tick(Measurement.Error),
                new Tick(4, TimeSpan.Zero, []),
            ])
            .ShouldBe("▁█??");

    [Fact]
    public void A_long_bake_is_told_in_rows_of_sixty() =>
        TickStrip
            .Text([.. Enumerable.Repeat(Tick(Measurement.Successful), 61)])
            .ShouldBe(new string('▁', 60) + "\n▁");

    [Fact]
    public void No_tick_is_no_strip() => TickStrip.Text([]).ShouldBeEmpty();

    private static Tick Tick(Measurement measurement) =>
        new(1, TimeSpan.Zero, [new ProbeResult("health", measurement, "", TimeSpan.Zero)]);
}
