namespace TshActions.Core.Preflight;

/// <summary>What is known of the settings of one branch. Null: this token cannot see it.</summary>
/// <param name="Source">Where it is set, for the evidence: `the ruleset "main"`, `branch protection`.</param>
/// <remarks>https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets</remarks>
public sealed record BranchSettings(
    bool? Reviews,
    bool? Checks,
    bool? UpToDate,
    bool? Administrators,
    bool? NoForcePush,
    bool? NoDeletion,
    string Source
);

/// <summary>Judges the six settings, each with the click that mends it.</summary>
public static class BranchRules
{
    public static IReadOnlyList<RowSpec> Rows { get; } =
    [
        Checklist.Reviews,
        Checklist.RequiredChecks,
        Checklist.UpToDate,
        Checklist.Administrators,
        Checklist.NoForcePush,
        Checklist.NoDeletion,
    ];

    public static IReadOnlyList<(RowSpec Row, RowFinding Finding)> Of(
        BranchSettings settings,
        string branch,
        string repository
    )
    {
        return
        [
            Row(
                Checklist.Reviews,
                settings.Reviews,
                "Require a pull request before merging, with 1 approval or more"
            ),
            Row(
                Checklist.RequiredChecks,
                settings.Checks,
                "Require status checks to pass, and name them"
            ),
            Row(
                Checklist.UpToDate,
                settings.UpToDate,
                "Require branches to be up to date before merging"
            ),
            Row(Checklist.Administrators, settings.Administrators, "empty the bypass list"),
            Row(Checklist.NoForcePush, settings.NoForcePush, "Block force pushes"),
            Row(Checklist.NoDeletion, settings.NoDeletion, "Restrict deletions"),
        ];

        (RowSpec, RowFinding) Row(RowSpec row, bool? holds, string click) =>
            (
                row,
                holds switch
                {
                    true => new RowFinding.Good($"{branch}: {settings.Source}"),
                    false => new RowFinding.Bad(
                        $"{branch}: not set",
                        $"Settings → Rules → Rulesets of {repository}, for {branch}: {click}; or all six at once with examples/branch-rules.json: `gh api repos/{repository}/rulesets --input branch-rules.json`"
                    ),
                    null => new RowFinding.Blind(
                        $"{branch}: {settings.Source}, whose details this token cannot see",
                        "look at it yourself, or give `github-token` a token with `administration: read`"
                    ),
                }
            );
    }

    /// <summary>Where the plan of the account has no rules at all, nobody can be asked to set them.</summary>
    public static IReadOnlyList<(RowSpec Row, RowFinding Finding)> Unavailable(string branch) =>
        [
            .. Rows.Select(row =>
                (
                    row,
                    (RowFinding)
                        new RowFinding.Blind(
                            $"{branch}: not available on this plan for a private repository",
                            "GitHub Pro, Team or a public repository has branch rules; until then nobody is kept from it but by agreement"
                        )
                )
            ),
        ];
}
