namespace TshActions.Core.Preflight;

/// <summary>A pull request that a commit belongs to.</summary>
/// <param name="MergedAs">The commit its merge made; null where it is not merged.</param>
public sealed record CommitPull(
    int Number,
    string Base,
    string? MergedAs,
    IReadOnlyList<string> Labels
)
{
    /// <summary>Shortens waits, never the proof.</summary>
    public bool IsHotfix => Labels.Contains("hotfix");
}

/// <summary>Whether a commit came to its branch the way all should.</summary>
public static class MergedPull
{
    /// <param name="ranBefore">Files that ran here before may come back by a revert that somebody pushed.</param>
    public static RowFinding Of(
        string commit,
        string branch,
        IReadOnlyList<CommitPull> pulls,
        bool ranBefore
    )
    {
        if (Find(commit, branch, pulls) is { } pull)
            return new RowFinding.Good($"#{pull.Number}{(pull.IsHotfix ? ", a hotfix" : "")}");
        if (ranBefore)
            return new RowFinding.Good("pushed to the branch, and its files ran here before");
        return new RowFinding.Bad(
            pulls switch
            {
                [] => $"pushed to {branch} by hand",
                [{ MergedAs: null } open, ..] => $"#{open.Number} is not merged",
                [var other, ..] => $"#{other.Number} made another commit, or went to {other.Base}",
            },
            $"merge a pull request into {branch}; `Require a pull request before merging` keeps others away"
        );
    }

    /// <returns>Null where none was merged as it.</returns>
    public static CommitPull? Find(string commit, string branch, IReadOnlyList<CommitPull> pulls) =>
        pulls.FirstOrDefault(pull => pull.MergedAs == commit && pull.Base == branch);
}
