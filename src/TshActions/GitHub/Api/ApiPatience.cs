namespace TshActions.GitHub.Api;

/// <summary>How long a run may wait for GitHub.</summary>
/// <param name="Limits">For all its limits together.</param>
/// <param name="Answer">For one answer; GitHub itself gives up after 10 s.</param>
public sealed record ApiPatience(TimeSpan Limits, TimeSpan Answer)
{
    /// <summary>A job that waits longer is better started again.</summary>
    public static readonly ApiPatience OfAJob = new(
        TimeSpan.FromMinutes(5),
        TimeSpan.FromSeconds(20)
    );
}
