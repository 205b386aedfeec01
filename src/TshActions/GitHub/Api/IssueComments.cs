namespace TshActions.GitHub.Api;

/// <summary>Comments of one issue or pull request.</summary>
/// <remarks>https://docs.github.com/en/rest/issues/comments</remarks>
public sealed class IssueComments(GitHubApi api, int issue)
{
    // Of pages: nobody reads an issue of more than two thousand comments, and neither do we.
    private const int MostPages = 20;

    /// <summary>The first one of ours with a marker. A marker that somebody else wrote is not ours.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<IssueComment?> FindAsync(string marker, CancellationToken cancel)
    {
        var pages = 0;
        await foreach (
            var page in api.PagesAsync(
                api.At.Path($"/issues/{issue}/comments?per_page=100"),
                $"list the comments of issue {issue}",
                Permission.ReadIssues,
                ApiJson.Default.IReadOnlyListIssueComment,
                cancel
            )
        )
        {
            if (
                page.FirstOrDefault(one =>
                    one.IsTeams && one.Body?.StartsWith(marker, StringComparison.Ordinal) is true
                ) is
                { } found
            )
                return found;
            if (++pages == MostPages)
                throw new ApiFailure(
                    Failing.Refused,
                    $"issue {issue} has more than {MostPages * 100} comments, and ours is not among the first of them",
                    "name a new issue"
                );
        }

        return null;
    }

    /// <exception cref="ApiFailure"/>
    public Task<IssueComment> CreateAsync(string marker, string body, CancellationToken cancel) =>
        api.WriteAsync(
            HttpMethod.Post,
            api.At.Path($"/issues/{issue}/comments"),
            $"comment on issue {issue}",
            Permission.WriteIssues,
            new NewComment(body),
            ApiJson.Default.NewComment,
            ApiJson.Default.IssueComment,
            again => FindAsync(marker, again),
            cancel
        );

    /// <exception cref="ApiFailure"/>
    public Task<IssueComment> UpdateAsync(
        long id,
        string marker,
        string body,
        CancellationToken cancel
    ) =>
        api.WriteAsync(
            HttpMethod.Patch,
            api.At.Path($"/issues/comments/{id}"),
            $"write comment {id} anew",
            Permission.WriteIssues,
            new NewComment(body),
            ApiJson.Default.NewComment,
            ApiJson.Default.IssueComment,
            async again => await FindAsync(marker, again) is { } now && now.Says(body) ? now : null,
            cancel
        );
}

public sealed record NewComment(string Body);

/// <param name="AuthorAssociation">`OWNER`, `MEMBER`, `COLLABORATOR`, or somebody from outside.</param>
public sealed record IssueComment(
    long Id,
    string HtmlUrl,
    string? Body,
    string? AuthorAssociation,
    CommentAuthor? User
)
{
    /// <summary>By a workflow or an App, or by one of the team with a token of their own.</summary>
    public bool IsTeams =>
        User?.Type is "Bot" || AuthorAssociation is "OWNER" or "MEMBER" or "COLLABORATOR";

    /// <summary>GitHub's editor writes other line ends, and the end of a text is nobody's.</summary>
    public bool Says(string text) =>
        (Body ?? "").ReplaceLineEndings("\n").TrimEnd() == text.ReplaceLineEndings("\n").TrimEnd();
}

/// <param name="Type">`Bot` for what a workflow or an App did.</param>
public sealed record CommentAuthor(string Login, string Type);
