using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class RoutingRefusalTests
{
    [Fact]
    public void Each_refusal_says_why_and_what_to_do()
    {
        Routing[] unknown =
        [
            new Routing.Broken(
                "[emerg] unknown directive \"servr_name\" in /etc/nginx/conf.d/shop.conf:3"
            ),
            new Routing.NotSetUp(
                "no server block has the line `include /etc/nginx/tsh/erp-staging/*.conf;`"
            ),
            new Routing.Down(Slot.Green),
            new Routing.Down(null),
            new Routing.Disagrees(Slot.Green, "tsh-erp", "production"),
            new Routing.Disagrees(null, "tsh-erp", "production"),
            new Routing.Remembered(Slot.Blue, "max=1000 inactive=20s", "30s"),
        ];

        var refusals = unknown.Select(routing =>
            RoutingRefusal.Of(HostStates.BlueLive() with { Routing = routing })
        );

        Approved.Check(
            string.Concat(
                refusals.Select(refusal =>
                    $"{refusal.Code}: {refusal.Reason}\n  → {refusal.Advice}\n"
                )
            )
        );
    }
}
