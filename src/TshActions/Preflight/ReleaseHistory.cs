using TshActions.Core.Preflight;
using TshActions.GitHub.Api;
using TshActions.Manifest;

namespace TshActions.Preflight;

/// <summary>What the records of deployments say of one commit and the environment it goes to.</summary>
/// <param name="Tree">Git tree of the commit.</param>
/// <param name="Made">When the commit was made.</param>
/// <param name="Here">Deployments to the environment.</param>
/// <param name="Rollbacks">When there were rollbacks there.</param>
/// <param name="Proof">Whether these files passed in the environment that it requires; null where it requires none.</param>
/// <param name="StagingMarks">Of that environment, as it was when it was deployed to last.</param>
public sealed record ReleaseHistory(
    string Tree,
    DateTimeOffset Made,
    IReadOnlyList<StagedTree> Here,
    IReadOnlyList<DateTimeOffset> Rollbacks,
    StagingProof? Proof,
    EnvironmentMarks StagingMarks
)
{
    /// <summary>Whether these very files passed here once.</summary>
    public bool RanBefore => Here.Any(one => one.Tree == Tree && one.End is StagingEnd.Verified);

    /// <summary>The commit of the release before; null where this is the first.</summary>
    public string? Before =>
        Here.Where(one => one.End is StagingEnd.Verified).MaxBy(one => one.At)?.Commit;

    /// <param name="staging">What the environment requires; null for nothing.</param>
    /// <param name="expiry">How long a pass there proves anything.</param>
    /// <exception cref="ApiFailure"/>
    public static async Task<ReleaseHistory> ReadAsync(
        GitHubApi api,
        EnvironmentSpec environment,
        EnvironmentSpec? staging,
        TimeSpan expiry,
        string commit,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var git = await new Commits(api).GetAsync(commit, cancel);
        var deployments = new Deployments(api);
        var past = await deployments.HistoryAsync(environment.Name, cancel);
        var here = StagingEvidence.Trees(past);
        var there = staging is null ? [] : await deployments.HistoryAsync(staging.Name, cancel);
        return new(
            git.Tree.Sha,
            git.Committer.Date,
            here,
            StagingEvidence.Rollbacks(past),
            staging is null
                ? null
                : StagingProof.Of(
                    git.Tree.Sha,
                    StagingEvidence.Trees(there),
                    here,
                    expiry,
                    now,
                    new(staging.Name, environment.Name, staging.Branch)
                ),
            there.Select(one => one.Ours?.Marks).FirstOrDefault(marks => marks is not null)
                ?? EnvironmentMarks.None
        );
    }
}
