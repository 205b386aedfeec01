using TshActions.Core.Slots;
using TshActions.Tests.Slots;

namespace TshActions.Tests.Verbs;

/// <summary>What a rollback says is live when it ends in the middle.</summary>
public sealed class RollbackTests : IAsyncDisposable
{
    private readonly StandInApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_was_taken_back_on_the_way_to_another_release_is_not_left_to_the_guard()
    {
        using var cancel = new CancellationTokenSource();
        _app.LeaveUnconfirmed("revert");
        var proven = 0;
        _app.SiteAnswer = slot =>
        {
            // The proof of the take-back; the next look is that of the plan for the release that was wished.
            if (slot is Slot.Blue && ++proven is 1)
                _app.Host.Answer(
                    " observe ",
                    () =>
                    {
                        cancel.Cancel();
                        throw new OperationCanceledException(cancel.Token);
                    }
                );
            return (200, (slot is Slot.Blue ? HostStates.Old : HostStates.New).Text);
        };

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _app.RollBackAsync(cancel.Token, ("target", "2025.1.1"))
        );

        proven.ShouldBe(1);
        _app.Run.Outputs["live-release"].ShouldBe(HostStates.Old.Text);
        _app.Run.Live.ShouldNotBeNull().ShouldEndWith("switched back to");
    }
}
