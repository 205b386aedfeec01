using TshActions.Core.Preflight;

namespace TshActions.GitHub.Api;

/// <summary>An environment as GitHub guards it, and which secrets it has: never what is in them.</summary>
/// <remarks>https://docs.github.com/en/rest/deployments/environments, https://docs.github.com/en/rest/actions/secrets</remarks>
public sealed class Environments(GitHubApi api)
{
    /// <returns>Null: there is none of the name.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<EnvironmentGuard?> GuardAsync(string name, CancellationToken cancel)
    {
        if (
            await api.FindAsync(
                api.At.Path($"/environments/{Uri.EscapeDataString(name)}"),
                $"read environment {name}",
                Permission.ReadActions,
                ApiJson.Default.RepositoryEnvironment,
                cancel
            )
            is not { } environment
        )
            return null;
        var repository = await api.GetAsync(
            api.At.Path(""),
            "read the repository",
            Permission.ReadMetadata,
            ApiJson.Default.RepositoryNow,
            cancel
        );
        var reviews = environment.ProtectionRules?.FirstOrDefault(rule =>
            rule.Type is "required_reviewers"
        );
        return new(
            reviews?.Reviewers?.Count ?? 0,
            reviews?.PreventSelfReview is not true,
            environment.DeploymentBranchPolicy is not null,
            repository.Private
        );
    }

    /// <summary>Of the environment, of the repository, and of the organization where it lends them.</summary>
    /// <exception cref="ApiFailure"/>
    public async Task<IReadOnlyList<KnownSecret>> SecretsAsync(
        string name,
        CancellationToken cancel
    )
    {
        var own = await OwnSecretsAsync(name, cancel);
        return
        [
            .. own,
            .. await ListAsync(
                "/actions/secrets",
                "the repository's secrets",
                Permission.ReadSecrets,
                cancel
            ),
            .. await ListAsync(
                "/actions/organization-secrets",
                "the organization's secrets",
                Permission.ReadSecrets,
                cancel
            ),
        ];
    }

    /// <summary>Of the environment alone.</summary>
    /// <exception cref="ApiFailure"/>
    public Task<IReadOnlyList<KnownSecret>> OwnSecretsAsync(
        string name,
        CancellationToken cancel
    ) =>
        ListAsync(
            $"/environments/{Uri.EscapeDataString(name)}/secrets",
            $"the secrets of {name}",
            Permission.ReadEnvironments,
            cancel
        );

    private async Task<IReadOnlyList<KnownSecret>> ListAsync(
        string path,
        string what,
        Permission need,
        CancellationToken cancel
    )
    {
        List<KnownSecret> all = [];
        await foreach (
            var page in api.PagesAsync(
                api.At.Path($"{path}?per_page=100"),
                $"list {what}",
                need,
                ApiJson.Default.SecretNames,
                cancel
            )
        )
            all.AddRange(page.Secrets.Select(one => new KnownSecret(one.Name, one.UpdatedAt)));
        return all;
    }
}

public sealed record RepositoryEnvironment(
    string Name,
    IReadOnlyList<ProtectionRule>? ProtectionRules,
    BranchPolicy? DeploymentBranchPolicy
);

/// <param name="Type">`required_reviewers`, `wait_timer` or `branch_policy`.</param>
public sealed record ProtectionRule(
    string Type,
    bool? PreventSelfReview,
    IReadOnlyList<Reviewer>? Reviewers
);

/// <param name="Type">`User` or `Team`.</param>
public sealed record Reviewer(string Type);

public sealed record BranchPolicy(bool ProtectedBranches, bool CustomBranchPolicies);

public sealed record RepositoryNow(bool Private);

public sealed record SecretNames(IReadOnlyList<SecretName> Secrets);

public sealed record SecretName(string Name, DateTimeOffset UpdatedAt);
