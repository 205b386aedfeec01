namespace TshActions.Core.Metrics;

/// <summary>
/// What the hosts remember, laid over what GitHub was told: how a run that broke off really ended, how long clients had a
/// release that was taken back, and what was done by hand.
/// </summary>
public static class JournalMerge
{
    public static IReadOnlyList<DeploymentFact> Of(
        IReadOnlyList<DeploymentFact> facts,
        IReadOnlyList<JournalEntryClosed> entries
    )
    {
        List<DeploymentFact> all = [.. facts];
        foreach (var entry in Each(entries))
        {
            var at = all.FindIndex(fact =>
                fact.Id > 0
                && fact.Kind == entry.Kind
                && fact.Release == entry.Release
                && fact.Run.Length > 0
                && fact.Run == entry.Run
            );
            if (at < 0)
                all.Add(Fact(entry));
            else
                all[at] = (
                    all[at].End is DeploymentEnd.Broken
                        ? all[at] with
                        {
                            End = entry.End,
                            Ended = entry.Ended,
                        }
                        : all[at]
                ) with
                {
                    Exposed = entry.Exposed,
                    Live = all[at].Live ?? entry.Armed,
                };
        }

        return all;
    }

    /// <summary>Hosts that were deployed to together are one deployment: as it ended where it ended worst.</summary>
    private static IEnumerable<JournalEntryClosed> Each(
        IReadOnlyList<JournalEntryClosed> entries
    ) =>
        entries
            .GroupBy(entry => (entry.Host, entry.Kind, entry.Run, entry.Release, entry.Deployment))
            // By hand, one may be gone back to twice.
            .SelectMany(one => one.OrderBy(entry => entry.Began).Index())
            .GroupBy(one =>
                (one.Index, one.Item.Kind, one.Item.Run, one.Item.Release, one.Item.Deployment)
            )
            .Select(hosts =>
                hosts
                    .Select(one => one.Item)
                    .OrderByDescending(entry => entry.End is DeploymentEnd.Failed)
                    .ThenByDescending(entry => entry.Exposed)
                    .ThenBy(entry => entry.Host, StringComparer.Ordinal)
                    .First()
            );

    private static DeploymentFact Fact(JournalEntryClosed entry) =>
        new(
            0,
            entry.Kind,
            entry.Release,
            entry.Began,
            entry.Ended,
            entry.End,
            "told by the host alone",
            entry.Run,
            ""
        )
        {
            Exposed = entry.Exposed,
            Live = entry.Armed,
        };
}
