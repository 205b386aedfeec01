namespace TshActions.Core.Preflight;

/// <summary>How a deployment to staging ended, as its record tells.</summary>
public enum StagingEnd
{
    /// <summary>Deployed, and every gate passed. A later deployment in its place changes nothing of that.</summary>
    Verified,

    /// <summary>It failed, or was taken back.</summary>
    Failed,

    /// <summary>It has not ended.</summary>
    UnderWay,

    /// <summary>Its run broke off: nothing is known of the release.</summary>
    Broken,
}

/// <summary>One deployment to an environment, as far as it proves anything.</summary>
/// <param name="Tree">
/// The git tree of its commit as git has it, never as a record says: a record can be written by hand. Null where the
/// commit is gone.
/// </param>
/// <param name="Run">Where a person looks at it.</param>
/// <param name="Release">What it is called there, as its record says.</param>
public sealed record StagedTree(
    string Commit,
    string? Tree,
    StagingEnd End,
    DateTimeOffset At,
    string Run,
    string? Release = null
);
