using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Probes;

namespace TshActions.Tests.Probes;

public class WatchOrdersTests
{
    private static readonly WatchOrders Orders = new(
        [
            new Probe("health", "/health", 200, Vantage.Slot),
            new Probe("valves", "/api/products?q=½ Zoll#top", 404, Vantage.Slot),
        ],
        TimeSpan.FromSeconds(2.5),
        "X-Release",
        "erp.example.com",
        new SlotAt(Slot.Green, 8011)
    );

    [Fact]
    public void A_watch_is_told_pace_names_and_slots_in_lines() =>
        (Orders with { Old = new SlotAt(Slot.Blue, 8001), Release = "v2" })
            .Watch(TimeSpan.FromSeconds(10), 90)
            .ShouldBe(
                """
                interval 10000
                ticks 90
                release v2
                timeout 2500
                header X-Release
                host erp.example.com
                new green 8011
                old blue 8001
                probe health 200 /health
                probe valves 404 /api/products?q=%C2%BD%20Zoll
                end

                """
            );

    [Fact]
    public void A_baseline_is_told_how_often_and_how_long() =>
        Orders
            .Baseline(30, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1))
            .ShouldStartWith("samples 30\npace 200\nwithin 60000\ntimeout 2500\n");

    [Fact]
    public void Where_no_release_was_before_there_is_no_line_of_it()
    {
        var text = Orders.Watch(TimeSpan.FromSeconds(10), 90);

        text.ShouldNotContain("old ");
        text.ShouldNotContain("release ");
    }

    [Fact]
    public void No_time_becomes_none() =>
        Orders.Watch(TimeSpan.FromTicks(1), 1).ShouldStartWith("interval 1\n");
}
