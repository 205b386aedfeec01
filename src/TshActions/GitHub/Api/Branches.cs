using System.Text.Json;
using TshActions.Core.Preflight;

namespace TshActions.GitHub.Api;

/// <summary>A branch, and what keeps people from harming it.</summary>
/// <remarks>https://docs.github.com/en/rest/repos/rules, https://docs.github.com/en/rest/branches/branch-protection</remarks>
public sealed class Branches(GitHubApi api)
{
    /// <exception cref="ApiFailure"/>
    public Task<BranchNow> GetAsync(string branch, CancellationToken cancel) =>
        api.GetAsync(
            api.At.Path($"/branches/{Uri.EscapeDataString(branch)}"),
            $"read branch {branch}",
            Permission.ReadContents,
            ApiJson.Default.BranchNow,
            cancel
        );

    /// <returns>Null where the plan of the account has no rules for it.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<BranchSettings?> SettingsAsync(string branch, CancellationToken cancel)
    {
        try
        {
            var rules = await api.GetAsync(
                api.At.Path($"/rules/branches/{Uri.EscapeDataString(branch)}?per_page=100"),
                $"read the rules of {branch}",
                Permission.ReadMetadata,
                ApiJson.Default.IReadOnlyListBranchRule,
                cancel
            );
            var now = await GetAsync(branch, cancel);
            return Merged(rules, now.Protected, await ProtectionAsync(branch, now, cancel));
        }
        catch (ApiFailure failure)
            when (failure.Why is Failing.Permission
                && failure.Foreign.Contains("Upgrade to", StringComparison.Ordinal)
            )
        {
            return null;
        }
    }

    private static BranchSettings Merged(
        IReadOnlyList<BranchRule> rules,
        bool isProtected,
        BranchProtection? classic
    )
    {
        // What a ruleset does not say classic protection may; only an administrator's token is told.
        bool? Otherwise(Func<BranchProtection, bool> says) =>
            classic is { } told ? says(told)
            : isProtected && rules.Count is 0 ? null
            : false;
        bool? Has(string type, Func<BranchRule, bool>? says, Func<BranchProtection, bool> or) =>
            rules.Any(rule => rule.Type == type && says?.Invoke(rule) is not false)
                ? true
                : Otherwise(or);
        return new(
            Has(
                "pull_request",
                rule => rule.Number("required_approving_review_count") > 0,
                told => told.RequiredPullRequestReviews is not null
            ),
            Has("required_status_checks", null, told => told.RequiredStatusChecks is not null),
            Has(
                "required_status_checks",
                rule => rule.IsOn("strict_required_status_checks_policy"),
                told => told.RequiredStatusChecks is { Strict: true }
            ),
                // Who may bypass a ruleset is told to administrators alone.
                classic is { } known
                    ? known.EnforceAdmins is { Enabled: true }
                : rules.Count > 0 || isProtected ? null
                : false,
            Has("non_fast_forward", null, told => told.AllowForcePushes is not { Enabled: true }),
            Has("deletion", null, told => told.AllowDeletions is not { Enabled: true }),
            rules is [var first, ..] ? $"rulesets of {first.RulesetSource}" : "branch protection"
        );
    }

    /// <returns>Null where there is none, or none is told.</returns>
    private async Task<BranchProtection?> ProtectionAsync(
        string branch,
        BranchNow now,
        CancellationToken cancel
    )
    {
        if (!now.Protected)
            return null;
        try
        {
            return await api.FindAsync(
                api.At.Path($"/branches/{Uri.EscapeDataString(branch)}/protection"),
                $"read the protection of {branch}",
                Permission.ReadAdministration,
                ApiJson.Default.BranchProtection,
                cancel
            );
        }
        catch (ApiFailure failure) when (failure.Why is Failing.Permission)
        {
            return null;
        }
    }
}

/// <param name="Protected">By a ruleset or the classic way.</param>
public sealed record BranchNow(string Name, bool Protected, BranchTip Commit);

public sealed record BranchTip(string Sha);

public sealed record BranchRule(string Type, string? RulesetSource, JsonElement? Parameters)
{
    public int Number(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : 0;

    public bool IsOn(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    private JsonElement? Find(string name) =>
        Parameters is { ValueKind: JsonValueKind.Object } all
        && all.TryGetProperty(name, out var value)
            ? value
            : null;
}

public sealed record BranchProtection(
    ProtectedReviews? RequiredPullRequestReviews,
    ProtectedChecks? RequiredStatusChecks,
    ProtectedSwitch? EnforceAdmins,
    ProtectedSwitch? AllowForcePushes,
    ProtectedSwitch? AllowDeletions
);

public sealed record ProtectedReviews(int? RequiredApprovingReviewCount);

public sealed record ProtectedChecks(bool? Strict);

public sealed record ProtectedSwitch(bool Enabled);
