using TshActions.Core.Preflight;

namespace TshActions.GitHub.Api;

/// <summary>What GitHub knows of a commit beside its files.</summary>
public sealed class CommitEvidence(GitHubApi api)
{
    /// <exception cref="ApiFailure"/>
    public async Task<IReadOnlyList<CommitPull>> PullsAsync(
        string commit,
        CancellationToken cancel
    ) =>
        [
            .. (
                await api.GetAsync(
                    api.At.Path($"/commits/{commit}/pulls?per_page=100"),
                    $"list the pull requests of {commit}",
                    Permission.ReadPulls,
                    ApiJson.Default.IReadOnlyListPull,
                    cancel
                )
            ).Select(pull => new CommitPull(
                pull.Number,
                pull.Base.Ref,
                pull.MergedAt is null ? null : pull.MergeCommitSha,
                [.. pull.Labels.Select(label => label.Name)]
            )),
        ];

    /// <param name="run">Id of the run that asks; empty at a terminal.</param>
    /// <exception cref="ApiFailure"/>
    public async Task<IReadOnlyList<CommitCheck>> ChecksAsync(
        string commit,
        string run,
        CancellationToken cancel
    )
    {
        List<CommitCheck> all = [];
        await foreach (
            var page in api.PagesAsync(
                api.At.Path($"/commits/{commit}/check-runs?filter=latest&per_page=100"),
                $"list the checks of {commit}",
                Permission.ReadChecks,
                ApiJson.Default.CheckRuns,
                cancel
            )
        )
            all.AddRange(
                page.CheckRunsList.Select(check => new CommitCheck(
                    check.Name,
                    check switch
                    {
                        { Status: not "completed" } => CheckEnd.Running,
                        { Conclusion: "success" or "neutral" or "skipped" } => CheckEnd.Passed,
                        _ => CheckEnd.Failed,
                    },
                    check.Conclusion ?? check.Status,
                    run.Length > 0 && check.DetailsUrl?.Contains($"/actions/runs/{run}/") is true
                ))
            );
        var status = await api.GetAsync(
            api.At.Path($"/commits/{commit}/status?per_page=100"),
            $"list the statuses of {commit}",
            Permission.ReadStatuses,
            ApiJson.Default.CombinedStatus,
            cancel
        );
        all.AddRange(
            status.Statuses.Select(one => new CommitCheck(
                one.Context,
                one.State switch
                {
                    "success" => CheckEnd.Passed,
                    "pending" => CheckEnd.Running,
                    _ => CheckEnd.Failed,
                },
                one.State
            ))
        );
        return all;
    }

    /// <summary>How another commit lies to this one.</summary>
    /// <exception cref="ApiFailure"/>
    public Task<Comparison> CompareAsync(string from, string to, CancellationToken cancel) =>
        api.GetAsync(
            api.At.Path($"/compare/{Uri.EscapeDataString(from)}...{Uri.EscapeDataString(to)}"),
            $"compare {from} with {to}",
            Permission.ReadContents,
            ApiJson.Default.Comparison,
            cancel
        );

    /// <summary>The commits that are new since another, newest last, or without one the newest there are.</summary>
    /// <param name="before">Null: since ever.</param>
    /// <exception cref="ApiFailure"/>
    public async Task<NewCommits> NewestAsync(
        string? before,
        string commit,
        int most,
        CancellationToken cancel
    )
    {
        if (before is not null)
        {
            var compared = await CompareAsync(before, commit, cancel);
            // GitHub lists the first 250.
            var all = compared.Commits ?? [];
            return new(
                [.. all.TakeLast(most).Select(one => one.Sha)],
                Math.Max(0, compared.AheadBy - Math.Min(most, all.Count))
            );
        }
        var newest = await api.GetAsync(
            api.At.Path($"/commits?sha={Uri.EscapeDataString(commit)}&per_page={most}"),
            $"list the commits before {commit}",
            Permission.ReadContents,
            ApiJson.Default.IReadOnlyListCommitName,
            cancel
        );
        return new([.. newest.Select(one => one.Sha).Reverse()], 0);
    }

    /// <summary>What a commit changed: the first three hundred files.</summary>
    /// <exception cref="ApiFailure"/>
    public async Task<IReadOnlyList<PatchedFile>> PatchesAsync(
        string commit,
        CancellationToken cancel
    ) =>
        (
            await api.GetAsync(
                api.At.Path($"/commits/{commit}"),
                $"read what {commit} changed",
                Permission.ReadContents,
                ApiJson.Default.PatchedCommit,
                cancel
            )
        ).Files
        ?? [];
}

/// <param name="Older">How many more there are.</param>
public sealed record NewCommits(IReadOnlyList<string> Shas, int Older);

/// <param name="Commit">What git has of it.</param>
/// <param name="Parents">Two or more of a merge.</param>
public sealed record CommitName(string Sha, CommitWords Commit, IReadOnlyList<ParentName> Parents);

public sealed record CommitWords(string Message);

public sealed record ParentName(string Sha);

public sealed record PatchedCommit(string Sha, IReadOnlyList<PatchedFile>? Files);

/// <param name="Patch">Null for what is no text, or too long.</param>
public sealed record PatchedFile(string Filename, string? Patch);

public sealed record Pull(
    int Number,
    string HtmlUrl,
    DateTimeOffset? MergedAt,
    string? MergeCommitSha,
    PullBase Base,
    IReadOnlyList<PullLabel> Labels
);

public sealed record PullBase(string Ref);

public sealed record PullLabel(string Name);

public sealed record CheckRuns(
    [property: System.Text.Json.Serialization.JsonPropertyName("check_runs")]
        IReadOnlyList<CheckRun> CheckRunsList
);

public sealed record CheckRun(string Name, string Status, string? Conclusion, string? DetailsUrl);

public sealed record CombinedStatus(IReadOnlyList<CommitStatus> Statuses);

public sealed record CommitStatus(string Context, string State);

/// <param name="Status">`identical`, `ahead`, `behind` or `diverged`: the second beside the first.</param>
/// <param name="Files">The first three hundred.</param>
public sealed record Comparison(
    string Status,
    int AheadBy,
    int BehindBy,
    IReadOnlyList<ComparedFile>? Files,
    IReadOnlyList<CommitName>? Commits
);

/// <param name="Status">`added`, `modified`, `removed`, `renamed`, …</param>
public sealed record ComparedFile(string Filename, string Status);
