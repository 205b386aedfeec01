namespace TshActions.Manifest;

/// <summary>
/// What no single value shows: combinations that cannot work. Each rule looks only at parts that are there, so that
/// they can speak together with the problems of shape.
/// </summary>
internal static class ManifestRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [
            .. EnvironmentRules.Check(root),
            .. HostRules.Check(root),
            .. NameRules.Check(root),
            .. RuntimeRules.Check(root),
            .. DockerRules.Check(root),
            .. ProcessRules.Check(root),
            .. DatabaseRules.Check(root),
            .. DriftRules.Check(root),
            .. NotifyRules.Check(root),
            .. GateRules.Check(root),
            .. BakeRules.Check(root),
            .. CheckRules.Check(root),
        ];
}
