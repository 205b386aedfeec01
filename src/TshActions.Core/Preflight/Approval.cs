namespace TshActions.Core.Preflight;

/// <summary>How GitHub guards an environment.</summary>
/// <param name="Reviewers">How many people or teams may approve; 0: nobody is asked.</param>
/// <param name="SelfReview">Whether who started the run may approve it.</param>
/// <param name="Branches">Whether only some branches may deploy there.</param>
/// <param name="IsPrivate">Of the repository.</param>
public sealed record EnvironmentGuard(
    int Reviewers,
    bool SelfReview,
    bool Branches,
    bool IsPrivate
);

/// <summary>Judges the guard, each setting with the click that mends it.</summary>
/// <remarks>https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments</remarks>
public static class Approval
{
    /// <param name="guard">Null: GitHub has no environment of the name.</param>
    public static IReadOnlyList<(RowSpec Row, RowFinding Finding)> Of(
        EnvironmentGuard? guard,
        string environment,
        string branch
    )
    {
        if (guard is null)
            return
            [
                .. new[] { Checklist.Approval, Checklist.OnlyItsBranch }.Select(row =>
                    (
                        row,
                        (RowFinding)
                            new RowFinding.Bad(
                                $"GitHub has no environment {environment}",
                                $"Settings → Environments → New environment: {environment}"
                            )
                    )
                ),
            ];
        return
        [
            (
                Checklist.Approval,
                guard switch
                {
                    { Reviewers: > 0 } => new RowFinding.Good(
                        $"{guard.Reviewers} may approve{(guard.SelfReview ? ", also who started the run" : ", but not who started the run")}"
                    ),
                    // Who pays for less cannot be asked to set it, and GitHub does not say who pays for what.
                    { IsPrivate: true } => new RowFinding.Blind(
                        "nobody is asked; private repositories have reviewers of environments on GitHub Enterprise alone",
                        $"Settings → Environments → {environment} → Required reviewers, where the plan has them; otherwise let the pull request's review be the approval"
                    ),
                    _ => new RowFinding.Bad(
                        "nobody is asked",
                        $"Settings → Environments → {environment} → Required reviewers"
                    ),
                }
            ),
            (
                Checklist.OnlyItsBranch,
                guard.Branches
                    ? new RowFinding.Good("only some branches may")
                    : new RowFinding.Bad(
                        "every branch may",
                        $"Settings → Environments → {environment} → Deployment branches and tags: add {branch}"
                    )
            ),
        ];
    }
}
