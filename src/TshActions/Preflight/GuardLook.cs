using TshActions.Core.Preflight;
using TshActions.GitHub.Api;
using TshActions.Manifest;

namespace TshActions.Preflight;

/// <summary>How GitHub guards the environment, and whether it has its secrets.</summary>
internal static class GuardLook
{
    public static async Task LookAsync(
        Looks looks,
        GitHubApi api,
        EnvironmentSpec environment,
        PreflightSpec spec,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var environments = new Environments(api);
        await looks.IntoAsync(
            [Checklist.Approval, Checklist.OnlyItsBranch],
            async () =>
                Approval.Of(
                    await environments.GuardAsync(environment.Name, cancel),
                    environment.Name,
                    environment.Branch
                )
        );
        await looks.IntoAsync(
            Checklist.Secrets,
            () =>
                UnlessHiddenAsync(
                    environment,
                    async () =>
                        EnvironmentSecrets.Needed(
                            await environments.SecretsAsync(environment.Name, cancel),
                            spec.Secrets,
                            environment.Name
                        )
                )
        );
        await looks.IntoAsync(
            Checklist.SecretAge,
            () =>
                UnlessHiddenAsync(
                    environment,
                    async () =>
                        EnvironmentSecrets.Ages(
                            await environments.OwnSecretsAsync(environment.Name, cancel),
                            spec.SecretMaxAge,
                            environment.Name,
                            now
                        )
                )
        );
    }

    private static async Task<RowFinding> UnlessHiddenAsync(
        EnvironmentSpec environment,
        Func<Task<RowFinding>> look
    )
    {
        try
        {
            return await look();
        }
        catch (ApiFailure failure) when (failure.Why is Failing.Permission or Failing.NotFound)
        {
            return EnvironmentSecrets.Unseen(environment.Name);
        }
    }
}
