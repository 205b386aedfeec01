using TshActions.Core.Preflight;
using TshActions.Core.Promotions;
using TshActions.GitHub.Api;
using TshActions.Manifest;
using TshActions.Preflight;

namespace TshActions.Promotions;

/// <summary>Reads what is new on one branch beside another, and what is known of it.</summary>
internal sealed class PromotionLook(GitHubApi api, DeployManifest manifest, DateTimeOffset now)
{
    private readonly CommitEvidence _evidence = new(api);

    /// <returns>Null where nothing is new.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<Promotion?> ForwardAsync(
        EnvironmentSpec staging,
        EnvironmentSpec production,
        bool isHotfix,
        CancellationToken cancel
    )
    {
        var compared = await _evidence.CompareAsync(production.Branch, staging.Branch, cancel);
        if (compared.AheadBy is 0)
            return null;
        var head = (await new Branches(api).GetAsync(staging.Branch, cancel)).Commit.Sha;
        var history = await ReleaseHistory.ReadAsync(
            api,
            production,
            staging,
            manifest.Preflight.ProofExpiry,
            head,
            now,
            cancel
        );
        var all = compared.Commits ?? [];
        return new(
            staging.Name,
            production.Name,
            staging.Branch,
            production.Branch,
            Read(all),
            Math.Max(0, compared.AheadBy - all.Count),
            PromotedFiles.Of([
                .. (compared.Files ?? []).Select(file => (file.Filename, file.Status is "added")),
            ]),
            history.Proof!,
            await TestedAsync(staging.Name, history.Tree, cancel),
            CommitChecks.Of(
                await _evidence.ChecksAsync(head, "", cancel),
                manifest.Preflight.Checks
            ),
            manifest.Migrations is not null,
            manifest.Preflight.Manual,
            isHotfix
        );
    }

    /// <returns>Null where the other branch has all of it.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<BackMerge?> BackAsync(
        EnvironmentSpec production,
        EnvironmentSpec staging,
        CancellationToken cancel
    )
    {
        var compared = await _evidence.CompareAsync(staging.Branch, production.Branch, cancel);
        return compared.AheadBy is 0
            ? null
            : new(
                production.Branch,
                staging.Branch,
                [
                    .. (compared.Commits ?? []).Select(one =>
                        ConventionalCommit.Read(one.Sha, one.Commit.Message)
                    ),
                ],
                await DiffersAsync(staging.Branch, production.Branch, cancel)
                    ? compared.Files?.Count ?? 0
                    : 0,
                Conflicts: null
            );
    }

    /// <summary>By git tree: a squash leaves commits that change no file.</summary>
    private async Task<bool> DiffersAsync(string one, string other, CancellationToken cancel)
    {
        var branches = new Branches(api);
        var commits = new Commits(api);
        var trees = new List<string>();
        foreach (var branch in new[] { one, other })
            trees.Add(
                (
                    await commits.GetAsync(
                        (await branches.GetAsync(branch, cancel)).Commit.Sha,
                        cancel
                    )
                )
                    .Tree
                    .Sha
            );
        return trees[0] != trees[1];
    }

    private static IReadOnlyList<ConventionalCommit> Read(IReadOnlyList<CommitName> commits) =>
        [
            .. commits
                .Where(one => one.Parents.Count < 2)
                .Select(one => ConventionalCommit.Read(one.Sha, one.Commit.Message)),
        ];

    /// <summary>The newest record of these very files.</summary>
    private async Task<TestedRelease?> TestedAsync(
        string staging,
        string tree,
        CancellationToken cancel
    ) =>
        (await new Deployments(api).HistoryAsync(staging, cancel)).FirstOrDefault(one =>
            one.Ours is not null && one.Commit?.Tree.Oid == tree
        )
            is { Ours: { } ours } record
            ? new(
                ours.Release,
                record
                    .Statuses.List.OrderBy(status => status.CreatedAt)
                    .LastOrDefault(status => status.Description is { Length: > 0 })
                    ?.Description
                    ?? "",
                (
                    record.Statuses.List is []
                        ? record.CreatedAt
                        : record.Statuses.List.Max(status => status.CreatedAt)
                ) - record.CreatedAt,
                ours.Drift,
                ours.BackwardCompatible,
                record.LogUrl ?? ours.Run
            )
            : null;
}
