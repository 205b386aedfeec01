using TshActions.Core.Preflight;
using TshActions.GitHub.Api;

namespace TshActions.Preflight;

/// <summary>Whether the changelog tells of what is new since the release before.</summary>
internal static class ChangelogLook
{
    /// <param name="history">Null where it could not be read.</param>
    /// <exception cref="ApiFailure"/>
    public static async Task<RowFinding> LookAsync(
        CommitEvidence evidence,
        ReleaseHistory? history,
        string commit,
        string path,
        CancellationToken cancel
    )
    {
        if (history is null)
            return new RowFinding.Blind(
                "which release was before is not known",
                "see what keeps `staging-proof` from it"
            );
        if (history.Before is not { } before)
            return new RowFinding.Good("the first release");
        return (await evidence.CompareAsync(before, commit, cancel)).Files switch
        {
            null => new RowFinding.Blind("GitHub did not say which files changed", "look yourself"),
            var files when files.Any(file => file.Filename == path) => new RowFinding.Good(
                $"{path} changed since the release before"
            ),
            [] => new RowFinding.Good("nothing changed since the release before"),
            _ => new RowFinding.Bad(
                $"{path} did not change since the release before",
                $"say in {path} what people will notice"
            ),
        };
    }
}
