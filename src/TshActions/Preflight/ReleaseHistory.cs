using TshActions.Core.Preflight;
using TshActions.GitHub.Api;

namespace TshActions.Preflight;

/// <summary>What the records of deployments say of one commit and the environment it goes to.</summary>
/// <param name="Tree">Git tree of the commit.</param>
/// <param name="Made">When the commit was made.</param>
/// <param name="Here">Deployments to the environment.</param>
/// <param name="Rollbacks">When there were rollbacks there.</param>
public sealed record ReleaseHistory(
    string Tree,
    DateTimeOffset Made,
    IReadOnlyList<StagedTree> Here,
    IReadOnlyList<DateTimeOffset> Rollbacks
)
{
    /// <summary>Whether these very files passed here once.</summary>
    public bool RanBefore => Here.Any(one => one.Tree == Tree && one.End is StagingEnd.Verified);

    /// <summary>The commit of the release before; null where this is the first.</summary>
    public string? Before =>
        Here.Where(one => one.End is StagingEnd.Verified).MaxBy(one => one.At)?.Commit;

    /// <exception cref="ApiFailure"/>
    public static async Task<ReleaseHistory> ReadAsync(
        GitHubApi api,
        string environment,
        string commit,
        CancellationToken cancel
    )
    {
        var git = await new Commits(api).GetAsync(commit, cancel);
        var here = await new Deployments(api).HistoryAsync(environment, cancel);
        return new(
            git.Tree.Sha,
            git.Committer.Date,
            StagingEvidence.Trees(here),
            StagingEvidence.Rollbacks(here)
        );
    }

    /// <exception cref="ApiFailure"/>
    public async Task<StagingProof> ProofAsync(
        GitHubApi api,
        StagingWords words,
        TimeSpan expiry,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        StagingProof.Of(
            Tree,
            StagingEvidence.Trees(await new Deployments(api).HistoryAsync(words.Staging, cancel)),
            Here,
            expiry,
            now,
            words
        );
}
