namespace TshActions.Rig.DropTest.Moves;

/// <summary>A way to move the traffic to the slot that is not live.</summary>
internal interface ITraffic
{
    /// <param name="stepping">To be called right before the step that switches, and right after it.</param>
    Task MoveAsync(Action stepping, Action stepped, CancellationToken cancel);
}
