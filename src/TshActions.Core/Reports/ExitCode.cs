namespace TshActions.Core.Reports;

/// <summary>How a verb ended, for whoever reads <c>$?</c>. GitHub sees only zero or not.</summary>
public enum ExitCode
{
    Passed = 0,
    VerdictFail = 1,
    BadInput = 2,
    Inconclusive = 3,
    Host = 4,

    /// <summary>The deployment failed; the previous slot is live.</summary>
    FailedPreviousLive = 5,

    /// <summary>A release could not be taken back. Hands are needed.</summary>
    RollbackFailed = 6,
    Bug = 70,
    Cancelled = 130,
}
