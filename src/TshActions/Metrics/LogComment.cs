using System.Globalization;
using TshActions.Core.Metrics;
using TshActions.Core.Metrics.Texts;
using TshActions.GitHub.Api;

namespace TshActions.Metrics;

/// <summary>The deployment log as one comment of an issue, written anew in its place when something is new.</summary>
internal sealed class LogComment(GitHubApi api, string issue, string marker)
{
    private readonly IssueComments _comments = new(
        api,
        int.Parse(issue, CultureInfo.InvariantCulture)
    );

    /// <returns>The text as it stands there now, and what became of it.</returns>
    /// <exception cref="ApiFailure"/>
    /// <exception cref="BadInput">What people wrote into it leaves no room.</exception>
    public async Task<(string Text, string Note)> WriteAsync(
        MetricsReport report,
        CancellationToken cancel
    )
    {
        var before = await _comments.FindAsync(marker, cancel);
        var text = DeploymentLog.Text(report, marker, before?.Body ?? "");
        if (text.Length > DeploymentLog.Longest)
            throw new BadInput(
                $"what people wrote into the comment on issue {issue} is longer than a comment may be",
                "name a new issue, and leave this one as the archive it has become"
            );
        if (before is null)
            return (
                text,
                $"written as {(await _comments.CreateAsync(marker, text, cancel)).HtmlUrl}"
            );
        if (before.Says(text))
            return (text, $"nothing new for {before.HtmlUrl}");
        await _comments.UpdateAsync(before.Id, marker, text, cancel);
        return (text, $"{before.HtmlUrl} is up to date");
    }
}
