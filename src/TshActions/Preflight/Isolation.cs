using TshActions.Core.Preflight;
using TshActions.Manifest;

namespace TshActions.Preflight;

/// <summary>Whether staging is a place of its own: by the manifest, and by what its own deployments said of it.</summary>
internal static class Isolation
{
    public static IReadOnlyList<(RowSpec Row, RowFinding Finding)> Of(
        EnvironmentSpec environment,
        EnvironmentMarks marks,
        EnvironmentSpec staging,
        EnvironmentMarks stagingMarks
    )
    {
        var (mine, other) = (Place(environment, marks), Place(staging, stagingMarks));
        return
        [
            (Checklist.Isolation, Apartness.Of(mine, other)),
            (Checklist.SameVariables, Apartness.Variables(mine, other)),
        ];
    }

    private static EnvironmentPlace Place(EnvironmentSpec environment, EnvironmentMarks marks) =>
        new(
            environment.Name,
            [.. environment.Hosts.Select(host => host.Address)],
            [.. environment.Hosts.Select(host => host.Key.Fingerprint)],
            environment.Site.Authority,
            marks
        );
}
