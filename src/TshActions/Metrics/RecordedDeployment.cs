using TshActions.Core.Metrics;
using TshActions.GitHub.Api;

namespace TshActions.Metrics;

/// <summary>A deployment as GitHub keeps it, read as one of ours.</summary>
internal static class RecordedDeployment
{
    /// <returns>Null where it is another program's.</returns>
    public static DeploymentFact? Of(PastDeployment record, RepositoryAddress at)
    {
        if (record.Ours is not { } ours)
            return null;
        var success = First(record, "SUCCESS");
        var failure = Last(record, "FAILURE");
        var (end, status) = record.End switch
        {
            Core.Preflight.StagingEnd.UnderWay => (DeploymentEnd.UnderWay, null),
            Core.Preflight.StagingEnd.Broken => (
                DeploymentEnd.Broken,
                Last(record, "ERROR") ?? Last(record, "INACTIVE")
            ),
            // What failed after it had passed was rolled back from.
            _ when success is not null => (DeploymentEnd.Succeeded, success),
            _ => (DeploymentEnd.Failed, failure),
        };
        var (live, note) = LiveSince.Read(status?.Description ?? "");
        return new(
            record.DatabaseId,
            record.Task is "rollback" ? DeploymentKind.Rollback : DeploymentKind.Deploy,
            ours.Release,
            ours.Began < record.CreatedAt ? ours.Began.Value : record.CreatedAt,
            status?.CreatedAt,
            end,
            note,
            Run(ours.Run, at),
            record.Creator?.Login ?? "",
            ours.Previous,
            ours.Drift
        )
        {
            Live = live,
            TakenBack = end is DeploymentEnd.Succeeded ? failure?.CreatedAt : null,
        };
    }

    /// <summary>An address that leads elsewhere is not one of a run here, and nobody's link.</summary>
    private static string Run(string told, RepositoryAddress at) =>
        !told.Contains("://", StringComparison.Ordinal)
        || told.StartsWith(
            $"{at.Server.AbsoluteUri.TrimEnd('/')}/{at}/actions/runs/",
            StringComparison.Ordinal
        )
            ? told
            : "";

    private static PastStatus? First(PastDeployment record, string state) =>
        record.Statuses.List.Where(status => status.State == state).MinBy(one => one.CreatedAt);

    private static PastStatus? Last(PastDeployment record, string state) =>
        record.Statuses.List.Where(status => status.State == state).MaxBy(one => one.CreatedAt);
}
