namespace TshActions.GitHub.Api;

/// <summary>Commits as git has them.</summary>
public sealed class Commits(GitHubApi api)
{
    /// <param name="commit">Its whole id.</param>
    /// <returns>The id of its tree.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<string> TreeAsync(string commit, CancellationToken cancel) =>
        (
            await api.GetAsync(
                api.At.Path($"/git/commits/{Uri.EscapeDataString(commit)}"),
                $"read commit {commit}",
                Permission.ReadContents,
                ApiJson.Default.GitCommit,
                cancel
            )
        )
            .Tree
            .Sha;
}
