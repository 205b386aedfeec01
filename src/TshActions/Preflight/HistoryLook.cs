using TshActions.Core.Credentials;
using TshActions.Core.Preflight;
using TshActions.Core.Reports;
using TshActions.GitHub.Api;

namespace TshActions.Preflight;

/// <summary>
/// Reads what is new since the release before, commit by commit: what one adds and the next takes out stands in no file
/// any more, and everybody can read it. Each release looks at its own part, so all of them together at everything since
/// the first.
/// </summary>
internal static class HistoryLook
{
    /// <summary>A question to GitHub each.</summary>
    private const int Most = 100;

    /// <param name="history">Null where it could not be read.</param>
    /// <exception cref="ApiFailure"/>
    public static async Task<RowFinding> LookAsync(
        CommitEvidence evidence,
        ReleaseHistory? history,
        string commit,
        IReadOnlyList<string> allowedIn,
        CancellationToken cancel
    )
    {
        if (history is null)
            return new RowFinding.Blind(
                "which release was before is not known",
                "see what keeps `no-rollback-since` from it"
            );
        var commits = await evidence.NewestAsync(history.Before, commit, Most, cancel);
        List<FoundCredential> found = [];
        List<string> unread = [];
        if (history.Before is not null && commits.Older > 0)
            unread.Add($"{commits.Older} more commits");
        foreach (var one in commits.Shas)
        {
            var files = await evidence.PatchesAsync(one, cancel);
            if (files.Count >= CommitEvidence.MostFiles)
                unread.Add($"{one[..7]} beyond {files.Count} files");
            foreach (var file in files)
            {
                if (CredentialLook.IsAllowed(file.Filename, allowedIn))
                    continue;
                if (file.Patch is { } patch)
                {
                    var (text, numbers) = AddedLines.Of(patch);
                    found.AddRange(
                        CredentialScan.Of(
                            $"{one[..7]}:{file.Filename}",
                            text,
                            line => numbers[line]
                        )
                    );
                }
                else if (file.Changes > 0)
                    unread.Add($"{one[..7]}:{file.Filename}");
            }
        }
        // What GitHub did not show was not looked at, and that is no pass.
        if (found.Count is 0 && unread.Count > 0)
            return new RowFinding.Blind(
                $"not read, because there is too much of it: {FewText.Of(unread)}",
                "look through it yourself; then name its path in `preflight.credentials-allowed-in`, or give this line the weight warn for this once"
            );
        return NoCredentials.Of(
            [.. found.DistinctBy(one => (one.Path[8..], one.Rule.Id))],
            $"{commits.Shas.Count} commit{(commits.Shas.Count is 1 ? "" : "s")} read, "
                + (
                    history.Before is not null ? "new since the release before"
                    : commits.Shas.Count < Most ? "all there are"
                    : "the newest; older ones were not"
                ),
            CredentialPlace.History
        );
    }
}
