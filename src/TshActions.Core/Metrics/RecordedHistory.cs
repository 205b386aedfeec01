namespace TshActions.Core.Metrics;

/// <summary>What could be read of one environment.</summary>
/// <param name="Facts">In any order.</param>
/// <param name="NotOurs">Records that another program made; they are in no figure.</param>
/// <param name="CutBefore">Where reading stopped though there was more; null where all that was asked for was read.</param>
/// <param name="Journals">What became of asking the hosts' own journals, in a line for people.</param>
public sealed record RecordedHistory(
    string Environment,
    IReadOnlyList<DeploymentFact> Facts,
    int NotOurs,
    DateTimeOffset? CutBefore,
    string Journals
);
