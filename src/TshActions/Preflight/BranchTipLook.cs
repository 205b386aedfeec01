using TshActions.Core.Preflight;
using TshActions.GitHub.Api;

namespace TshActions.Preflight;

/// <summary>Whether a branch ends with the commit that is about to be deployed.</summary>
internal static class BranchTipLook
{
    /// <exception cref="ApiFailure"/>
    public static async Task<RowFinding> LookAsync(
        GitHubApi api,
        string branch,
        string commit,
        CancellationToken cancel
    )
    {
        var tip = (await new Branches(api).GetAsync(branch, cancel)).Commit.Sha;
        if (tip == commit)
            return new RowFinding.Good($"{branch} ends here");
        var compared = await new CommitEvidence(api).CompareAsync(commit, tip, cancel);
        return compared.Status is "ahead"
            ? new RowFinding.Superseded(
                $"{branch} has {compared.AheadBy} newer commit{(compared.AheadBy is 1 ? "" : "s")}: their run deploys"
            )
            : new RowFinding.Bad($"the commit is not on {branch}", $"deploy what is on {branch}");
    }
}
