namespace TshActions.Core.Metrics;

/// <summary>
/// Which deployments were rolled back from. The record of such a one says so itself; where that was not written, the
/// rollback tells it: it left the deployment that had succeeded last.
/// </summary>
public static class TakenBackMarks
{
    public static IReadOnlyList<DeploymentFact> Of(IEnumerable<DeploymentFact> facts)
    {
        List<DeploymentFact> all = [.. facts.OrderBy(one => (one.Began, one.Id))];
        foreach (
            var rollback in all.Where(one =>
                    one is { Kind: DeploymentKind.Rollback, End: DeploymentEnd.Succeeded }
                )
                .ToList()
        )
        {
            var left = all.FindLastIndex(one =>
                one is { End: DeploymentEnd.Succeeded } && one.Ended <= rollback.Began
            );
            if (
                left >= 0
                && all[left] is { Kind: DeploymentKind.Deploy, TakenBack: null } one
                && one.Release != rollback.Release
            )
                all[left] = one with { TakenBack = rollback.Ended };
        }

        return all;
    }
}
