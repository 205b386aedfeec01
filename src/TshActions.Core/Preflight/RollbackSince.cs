using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>
/// Whether somebody gave the traffic back to an earlier release after the commit was made. A run that waited in the
/// queue meanwhile would bring back what was just taken away.
/// </summary>
public static class RollbackSince
{
    /// <param name="made">When the commit was made.</param>
    /// <param name="rollbacks">When there were rollbacks here.</param>
    /// <param name="released">Deployments here.</param>
    public static RowFinding Of(
        DateTimeOffset made,
        string tree,
        IReadOnlyList<DateTimeOffset> rollbacks,
        IReadOnlyList<StagedTree> released,
        DateTimeOffset now
    )
    {
        if (rollbacks.Count > 0 && rollbacks.Max() is var last && last >= made)
            return new RowFinding.Bad(
                $"rolled back {(now - last).AsAge} ago, after this commit was made",
                "mend what was wrong with a new commit; to deploy this one all the same, make an empty commit on top"
            );
        return
            released
                .Where(one => one.Tree == tree && one.End is not StagingEnd.Broken)
                .MaxBy(one => one.At)
                is { End: StagingEnd.Failed } failed
            ? new RowFinding.Bad(
                $"these very files failed here {(now - failed.At).AsAge} ago",
                $"look at {failed.Run}, and mend it with a new commit"
            )
            : new RowFinding.Good(
                rollbacks.Count is 0
                    ? "there was none"
                    : $"the last was {(now - rollbacks.Max()).AsAge} ago"
            );
    }
}
