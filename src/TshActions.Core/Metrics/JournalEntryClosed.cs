namespace TshActions.Core.Metrics;

/// <summary>An entry of a host's journal that came to its end.</summary>
/// <param name="Deployment">The deployment's id on the host.</param>
/// <param name="Run">Whose it was, as the record has it.</param>
/// <param name="Began">When the host was first told of it.</param>
/// <param name="Armed">When clients were sent to it; null where they never were.</param>
/// <param name="Reverted">When they were sent back.</param>
/// <param name="Outcome">`confirmed`, `reverted`, `aborted`, `left-live` or `rolled-back`.</param>
public sealed record JournalEntryClosed(
    string Host,
    DeploymentKind Kind,
    string Release,
    string Deployment,
    string Run,
    DateTimeOffset Began,
    DateTimeOffset? Armed,
    DateTimeOffset? Reverted,
    DateTimeOffset Ended,
    string Outcome
)
{
    public DeploymentEnd End =>
        Outcome is "confirmed" or "rolled-back" ? DeploymentEnd.Succeeded : DeploymentEnd.Failed;

    /// <summary>How long clients were sent to a release that did not stay.</summary>
    public TimeSpan? Exposed =>
        Kind is DeploymentKind.Deploy && Reverted is { } back && Armed is { } armed
            ? back - armed
            : null;
}
