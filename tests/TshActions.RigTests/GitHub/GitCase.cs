namespace TshActions.RigTests.GitHub;

/// <summary>One history of commits and deployments.</summary>
/// <param name="Make">Makes the history and gives the commit that is about to go to production.</param>
/// <param name="Because">A part of what must be said of it.</param>
internal sealed record GitCase(
    string Name,
    Func<StagingHistory, Task<string>> Make,
    string Because = "these files were never on staging"
);
