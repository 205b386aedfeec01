using TshActions.Core.Preflight;
using TshActions.Manifest;

namespace TshActions.Preflight;

/// <summary>Whether what happens to one environment can happen to the other, as far as the manifest tells.</summary>
internal static class Isolation
{
    public static RowFinding Of(EnvironmentSpec environment, EnvironmentSpec staging)
    {
        List<string> shared =
        [
            .. environment
                .Hosts.Select(host => host.Address)
                .Intersect(staging.Hosts.Select(host => host.Address))
                .Select(address => $"both are on {address}"),
        ];
        if (environment.Site.Authority == staging.Site.Authority)
            shared.Add($"both answer at {environment.Site.Authority}");
        return shared.Count is 0
            ? new RowFinding.Good($"hosts and site of {staging.Name} are others")
            : new RowFinding.Bad(
                string.Join(", ", shared),
                $"give {staging.Name} a host and a site of its own; where that is meant so, set `preflight.rows.isolation: off`"
            );
    }
}
