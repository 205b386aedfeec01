using TshActions.Core.Releases;

namespace TshActions.Releases;

/// <summary>What a deployment brings to the host.</summary>
/// <param name="Deployment">Name of the deployment's folder there: release plus environment, never changed afterwards.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Environment">The application's environment, or null to take over the live slot's.</param>
internal sealed record Candidate(
    ReleaseId Release,
    string Deployment,
    ReleaseSource Source,
    EnvironmentFile? Environment
);
