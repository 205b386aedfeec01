namespace TshActions.Core.Preflight;

/// <summary>What a line of the checklist does when it does not hold.</summary>
public enum RowWeight
{
    /// <summary>It is not looked at.</summary>
    Off,

    /// <summary>It is told.</summary>
    Warn,

    /// <summary>Nothing is deployed.</summary>
    Fail,
}

/// <summary>One line of the checklist.</summary>
/// <param name="Id">Its key in the manifest.</param>
/// <param name="Title">What should hold, as a person would tick it.</param>
/// <param name="Weight">Unless the manifest says otherwise.</param>
/// <param name="ForReleases">Whether it is asked only of what another environment must have proven.</param>
public sealed record RowSpec(string Id, string Title, RowWeight Weight, bool ForReleases = false);
