namespace TshActions.Core.Checks;

/// <summary>How one check ended; the later, the worse.</summary>
public enum Finding
{
    Passed,
    Warning,

    /// <summary>There was nothing to judge. Never a pass.</summary>
    Inconclusive,

    /// <summary>Our own way to it broke, or what it wants to judge is not there.</summary>
    Error,
    Failed,
}
