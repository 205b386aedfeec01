using TshActions.Core.Credentials;
using TshActions.Core.Preflight;
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
        foreach (var one in commits.Shas)
        foreach (var file in await evidence.PatchesAsync(one, cancel))
            if (!CredentialLook.IsAllowed(file.Filename, allowedIn) && file.Patch is { } patch)
            {
                var (text, numbers) = AddedLines.Of(patch);
                found.AddRange(
                    CredentialScan.Of($"{one[..7]}:{file.Filename}", text, line => numbers[line])
                );
            }
        return NoCredentials.Of(
            [.. found.DistinctBy(one => (one.Path[8..], one.Rule.Id))],
            $"{commits.Shas.Count} commit{(commits.Shas.Count is 1 ? "" : "s")} read, "
                + (history.Before is null ? "the newest" : "new since the release before")
                + (commits.Older > 0 ? $"; {commits.Older} older ones were not" : ""),
            CredentialPlace.History
        );
    }
}
