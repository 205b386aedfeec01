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
        var tree = await new Commits(api).TreeAsync(commit, cancel);
        var deployments = new Deployments(api);
        return StagingProof.Of(
            tree,
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
    private static IReadOnlyList<StagedTree> Trees(IReadOnlyList<PastDeployment> deployments) =>
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
}
