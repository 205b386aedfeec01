using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Tests.Slots;

namespace TshActions.Tests.Verbs;

/// <summary>What a gate says is live when it ends before it has confirmed the release or taken it back.</summary>
public sealed class HealthGateTests : IAsyncDisposable
{
    private readonly StandInApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(
        "revert",
        "green (2025.11.15) until the host's guard takes the traffic back to blue, which it does now unless the release was confirmed or held"
    )]
    [InlineData("hold", "green (2025.11.15), unconfirmed, and it stays")]
    public async Task A_cancelled_bake_does_not_say_that_all_is_as_before(
        string silence,
        string live
    )
    {
        using var cancel = new CancellationTokenSource();
        _app.LeaveUnconfirmed(silence);
        _app.SiteAnswer = _ =>
        {
            cancel.Cancel();
            return (200, HostStates.New.Text);
        };

        await Should.ThrowAsync<OperationCanceledException>(() => _app.GateAsync(cancel.Token));

        _app.Run.Live.ShouldBe(live);
        _app.Run.Outputs["verdict"].ShouldBe("inconclusive");
        _app.Run.Outputs["live-release"].ShouldBe("");
        _app.Commands.ShouldContain("release ROOT TOKEN");
    }

    [Fact]
    public async Task A_take_back_that_is_cancelled_behind_the_switch_says_that_traffic_is_back()
    {
        using var cancel = new CancellationTokenSource();
        _app.LeaveUnconfirmed("revert");
        _app.SlotStatus = 500;
        _app.Host.Answer(
            " resolve ",
            () =>
            {
                cancel.Cancel();
                throw new OperationCanceledException(cancel.Token);
            }
        );

        await Should.ThrowAsync<OperationCanceledException>(() => _app.GateAsync(cancel.Token));

        _app.Run.Live.ShouldBe("blue, switched back to; the host clears green by itself");
        _app.Live.ShouldBe(Slot.Blue);
    }

    [Fact]
    public async Task A_sick_release_that_the_one_before_cannot_replace_is_held_for_a_person()
    {
        _app.LeaveUnconfirmed("hold");
        _app.SlotStatus = 500;

        var ending = await _app.GateAsync();

        ending.Code.ShouldBe(ExitCode.VerdictFail);
        ending.Next.ShouldContain("tsh rollback --force");
        _app.Live.ShouldBe(Slot.Green);
        _app.Commands.ShouldContain("hold ROOT TOKEN");
        _app.Commands.ShouldNotContain("revert ROOT");
    }

    [Fact]
    public async Task A_sick_release_is_taken_back_where_the_one_before_still_fits()
    {
        _app.LeaveUnconfirmed("revert");
        _app.SlotStatus = 500;

        var ending = await _app.GateAsync();

        ending.Code.ShouldBe(ExitCode.FailedPreviousLive);
        _app.Live.ShouldBe(Slot.Blue);
        // Of a clock that only waits move, and between the verdict and the switch nobody waits.
        _app.Said.ShouldContain("4 of the last 4 ticks (limit 4 of 8) failed");
        _app.Said.ShouldContain("· 0.0 s after the decision, of a budget of 120 s");
    }
}
