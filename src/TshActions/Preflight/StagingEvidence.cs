using TshActions.Core.Preflight;
using TshActions.GitHub.Api;

namespace TshActions.Preflight;

/// <summary>What records of deployments prove, and what they do not.</summary>
internal static class StagingEvidence
{
    /// <summary>
    /// Records of our own alone: a person can write one by hand, and GitHub writes one for every job that names an
    /// environment, whatever it does there.
    /// </summary>
    public static IReadOnlyList<StagedTree> Trees(IReadOnlyList<PastDeployment> deployments) =>
        [
            .. deployments
                .Where(one => one.Creator is { Kind: "Bot" } && one.Ours is not null)
                .Select(one => new StagedTree(
                    one.CommitOid,
                    one.Commit?.Tree.Oid,
                    one.End,
                    one.CreatedAt,
                    one.LogUrl ?? "its run",
                    one.Ours!.Release
                )),
        ];

    /// <summary>When the traffic was given back to an earlier release.</summary>
    public static IReadOnlyList<DateTimeOffset> Rollbacks(
        IReadOnlyList<PastDeployment> deployments
    ) =>
        [
            .. deployments
                .Where(one => one is { Ours: not null, Task: "rollback", End: StagingEnd.Verified })
                .Select(one => one.CreatedAt),
        ];

    public static RowFinding Finding(StagingProof proof) =>
        proof switch
        {
            StagingProof.Unproven unproven => new RowFinding.Bad(unproven.Evidence, unproven.Fix),
            _ => new RowFinding.Good(proof.Evidence),
        };
}
