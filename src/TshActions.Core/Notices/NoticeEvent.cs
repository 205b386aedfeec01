namespace TshActions.Core.Notices;

/// <summary>What a team can ask to be told of; the names are the words of the manifest.</summary>
public enum NoticeEvent
{
    /// <summary>A deployment or a rollback begins.</summary>
    Start,

    /// <summary>The new release passed its gate.</summary>
    Success,

    /// <summary>It passed, and the gate has something to say.</summary>
    Warning,

    /// <summary>The release before is live again: the gate took the new one back, or a person did.</summary>
    Rollback,

    /// <summary>It failed, or nobody knows how it ended.</summary>
    Failure,
}
