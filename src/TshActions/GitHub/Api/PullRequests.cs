namespace TshActions.GitHub.Api;

/// <summary>Pull requests from one branch of the repository to another.</summary>
/// <remarks>https://docs.github.com/en/rest/pulls/pulls</remarks>
public sealed class PullRequests(GitHubApi api)
{
    /// <returns>The open one; null where there is none.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<OpenPull?> FindAsync(string from, string to, CancellationToken cancel) =>
        await api.GetAsync(
            api.At.Path(
                $"/pulls?state=open&head={Uri.EscapeDataString($"{api.At.Owner}:{from}")}&base={Uri.EscapeDataString(to)}"
            ),
            $"look for a pull request from {from} to {to}",
            Permission.ReadPulls,
            ApiJson.Default.IReadOnlyListOpenPull,
            cancel
        )
            is [var open, ..]
            ? open
            : null;

    /// <summary>With what only a single one tells: whether it can be merged.</summary>
    /// <exception cref="ApiFailure"/>
    public Task<OpenPull> GetAsync(int number, CancellationToken cancel) =>
        api.GetAsync(
            api.At.Path($"/pulls/{number}"),
            $"read pull request {number}",
            Permission.ReadPulls,
            ApiJson.Default.OpenPull,
            cancel
        );

    /// <exception cref="ApiFailure"/>
    public async Task<OpenPull> CreateAsync(NewPull pull, CancellationToken cancel)
    {
        try
        {
            return await api.WriteAsync(
                HttpMethod.Post,
                api.At.Path("/pulls"),
                $"open a pull request from {pull.Head} to {pull.Base}",
                Permission.WritePulls,
                pull,
                ApiJson.Default.NewPull,
                ApiJson.Default.OpenPull,
                again => FindAsync(pull.Head, pull.Base, again),
                cancel
            );
        }
        catch (ApiFailure refusal) when (refusal.Why is Failing.Refused)
        {
            if (await FindAsync(pull.Head, pull.Base, cancel) is { } faster)
                return faster;
            throw;
        }
        catch (ApiFailure failure)
            when (failure.Why is Failing.Permission
                && failure.Foreign.Contains("not permitted to create", StringComparison.Ordinal)
            )
        {
            throw new ApiFailure(
                failure.Why,
                $"GitHub did not open a pull request from {pull.Head} to {pull.Base}: the repository lets no workflow do it",
                "Settings → Actions → General → Workflow permissions: tick `Allow GitHub Actions to create and approve pull requests` (an organization may have to, first); or give `github-token` the token of a GitHub App, whose pull requests also start workflows",
                failure.Foreign
            );
        }
    }

    /// <exception cref="ApiFailure"/>
    public Task<OpenPull> UpdateAsync(int number, PullText text, CancellationToken cancel) =>
        api.WriteAsync(
            HttpMethod.Patch,
            api.At.Path($"/pulls/{number}"),
            $"update pull request {number}",
            Permission.WritePulls,
            text,
            ApiJson.Default.PullText,
            ApiJson.Default.OpenPull,
            async again =>
                await GetAsync(number, again) is var now
                && now.Title == text.Title
                && now.Body == text.Body
                    ? now
                    : null,
            cancel
        );
}

/// <param name="Mergeable">Null while GitHub does not know, and in lists.</param>
public sealed record OpenPull(
    int Number,
    string HtmlUrl,
    string Title,
    string? Body,
    IReadOnlyList<PullLabel> Labels,
    bool? Mergeable
);

public sealed record NewPull(string Title, string Body, string Head, string Base);

public sealed record PullText(string Title, string Body);
