namespace TshActions.Core.Notices;

public enum NewsTask
{
    Deploy,
    Rollback,
}

/// <summary>What there is to tell of one deployment, as the steps before said it; what they did not say is empty.</summary>
/// <param name="Release">For a rollback that begins it may not be known yet.</param>
/// <param name="Before">Release that was live before it began.</param>
/// <param name="Verdict">Of the last gate; anything but pass, warn, fail and inconclusive is none.</param>
/// <param name="GateAction">What the gate did: promote, hold or rollback.</param>
/// <param name="Why">One line for people.</param>
/// <param name="Took">From its begin to now; null while it lasts, and where its begin was told to nobody.</param>
/// <param name="Run">The page of the run; null at a terminal.</param>
public sealed record News(
    NewsTask Task,
    bool IsOver,
    string App,
    string Environment,
    string Release,
    string Before,
    string Verdict,
    string GateAction,
    string LiveSlot,
    string LiveRelease,
    string Why,
    TimeSpan? Took,
    Uri? Run
)
{
    public NoticeEvent Event =>
        (IsOver, Task, Verdict) switch
        {
            (false, _, _) => NoticeEvent.Start,
            (_, NewsTask.Rollback, "pass" or "warn") => NoticeEvent.Rollback,
            (_, _, "pass") => NoticeEvent.Success,
            (_, _, "warn") => NoticeEvent.Warning,
            // The gate's word alone is no proof: that another release is live now is.
            (_, NewsTask.Deploy, "fail") when GateAction is "rollback" && OtherIsLive =>
                NoticeEvent.Rollback,
            _ => NoticeEvent.Failure,
        };

    /// <summary>A release is live, and not the one this is about.</summary>
    internal bool OtherIsLive => LiveRelease.Length > 0 && LiveRelease != Release;

    internal bool IsLive => LiveRelease.Length > 0 && LiveRelease == Release;
}
