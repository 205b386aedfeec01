namespace TshActions.Rig.DropTest.Moves;

/// <summary>
/// The product's own switch: each rollback goes to the release in the warm slot, so two of them lead back. The one place
/// that knows which verb moves the traffic and how it says so.
/// </summary>
internal sealed class TrafficByRollback(DropStage stage) : ITraffic
{
    public static Task<ITraffic> Create(DropStage stage, CancellationToken cancel) =>
        Task.FromResult<ITraffic>(new TrafficByRollback(stage));

    public Task MoveAsync(Action stepping, Action stepped, CancellationToken cancel) =>
        stage.TshAsync(
            "rollback",
            line =>
            {
                if (line.StartsWith("→ Switch "))
                {
                    stepping();
                }
                else if (line.StartsWith("✓ Switch "))
                {
                    stepped();
                }
            },
            cancel,
            new("reason", "drop test"),
            // The release left behind counts as bad, and the next move goes back to it.
            new("force", "true")
        );
}
