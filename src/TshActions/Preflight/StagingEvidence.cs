using TshActions.Core.Preflight;
using TshActions.GitHub.Api;

namespace TshActions.Preflight;

/// <summary>Asks GitHub what was deployed where, and git itself which files that were.</summary>
public static class StagingEvidence
{
    /// <param name="commit">What is about to be deployed.</param>
    /// <exception cref="ApiFailure"/>
    public static async Task<StagingProof> AskAsync(
        GitHubApi api,
        string commit,
        StagingWords words,
        TimeSpan expiry,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var deployments = new Deployments(api);
        return StagingProof.Of(
            (await new Commits(api).GetAsync(commit, cancel)).Tree.Sha,
            Trees(await deployments.HistoryAsync(words.Staging, cancel)),
            Trees(await deployments.HistoryAsync(words.Production, cancel)),
            expiry,
            now,
            words
        );
    }

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
                    one.LogUrl ?? "its run"
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
