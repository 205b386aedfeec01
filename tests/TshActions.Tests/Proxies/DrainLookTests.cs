using TshActions.Proxies;

namespace TshActions.Tests.Proxies;

public class DrainLookTests
{
    [Theory]
    [InlineData(0, 0, true, "no connection left")]
    [InlineData(1, 0, false, "1 connection still open")]
    [InlineData(3, 0, false, "3 connections still open")]
    [InlineData(2, 1, false, "2 connections still open, 1 worker of nginx from before the reload")]
    [InlineData(
        0,
        2,
        false,
        "no connection left; 2 workers of before still end what they began, perhaps for other sites"
    )]
    public void A_slot_is_drained_when_neither_connections_nor_old_workers_are_left(
        int open,
        int workers,
        bool nothing,
        string text
    )
    {
        var look = new DrainLook(open, workers);

        (look.Nothing, look.Text).ShouldBe((nothing, text));
    }

    [Fact]
    public void Only_workers_that_are_leaving_count() =>
        DrainLook
            .Leaving(
                "worker 12 900\nworker 10 400 leaving\nworker 11 400 leaving\nmaster 1 leaving\n"
            )
            .ShouldBe(2);
}
