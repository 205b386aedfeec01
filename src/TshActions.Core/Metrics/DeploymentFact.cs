namespace TshActions.Core.Metrics;

public enum DeploymentKind
{
    Deploy,

    /// <summary>Traffic was given back to an earlier release on purpose.</summary>
    Rollback,
}

public enum DeploymentEnd
{
    UnderWay,
    Succeeded,

    /// <summary>The release was refused or taken back within its own run.</summary>
    Failed,

    /// <summary>The run broke off: nothing is known of the release.</summary>
    Broken,
}

/// <summary>One deployment as far as it is on record.</summary>
/// <param name="Id">GitHub's; 0 where only a host's journal tells of it.</param>
/// <param name="Began">When its record was begun, after the checklist and before the host was touched.</param>
/// <param name="Ended">When <paramref name="End"/> came; null while it is under way.</param>
/// <param name="Note">What was said of its end, like the gate's reason; foreign text.</param>
/// <param name="Run">Address of the run; foreign text.</param>
/// <param name="By">Who or what began it; foreign text.</param>
/// <param name="Previous">The release that was live before, where that is known.</param>
/// <param name="Drift">Verdict of the schemas' comparison, where one was made.</param>
public sealed record DeploymentFact(
    long Id,
    DeploymentKind Kind,
    string Release,
    DateTimeOffset Began,
    DateTimeOffset? Ended,
    DeploymentEnd End,
    string Note = "",
    string Run = "",
    string By = "",
    string? Previous = null,
    string? Drift = null
)
{
    /// <summary>Since when clients had it; null where nobody told.</summary>
    public DateTimeOffset? Live { get; init; }

    /// <summary>When it was rolled back from after it had succeeded; null where it was not.</summary>
    public DateTimeOffset? TakenBack { get; init; }

    /// <summary>How long clients were sent to it before a host took it back by itself or by the gate's word.</summary>
    public TimeSpan? Exposed { get; init; }

    public bool IsOver => End is not DeploymentEnd.UnderWay;

    /// <summary>Until clients had it, where that is known: what is watched then is no more deployed. Else until its end.</summary>
    public TimeSpan? Took =>
        (Kind is DeploymentKind.Deploy && End is DeploymentEnd.Succeeded ? Live ?? Ended : Ended)
        - Began;

    /// <summary>Clients had it and lost it again.</summary>
    public bool WasTakenBack => TakenBack is not null || Exposed is not null;

    /// <summary>Without what is hidden.</summary>
    public DeploymentFact Cleaned(Func<string, string> clean) =>
        this with
        {
            Release = clean(Release),
            Note = clean(Note),
            Run = clean(Run),
            By = clean(By),
            Previous = Previous is null ? null : clean(Previous),
            Drift = Drift is null ? null : clean(Drift),
        };
}
