namespace TshActions.GitHub.Api;

/// <summary>Commits as git has them.</summary>
public sealed class Commits(GitHubApi api)
{
    /// <param name="commit">Its whole id.</param>
    /// <exception cref="ApiFailure"/>
    public Task<GitCommit> GetAsync(string commit, CancellationToken cancel) =>
        api.GetAsync(
            api.At.Path($"/git/commits/{Uri.EscapeDataString(commit)}"),
            $"read commit {commit}",
            Permission.ReadContents,
            ApiJson.Default.GitCommit,
            cancel
        );
}
