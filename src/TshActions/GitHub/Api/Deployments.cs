namespace TshActions.GitHub.Api;

/// <summary>Deployments as GitHub keeps them, and what is said of each.</summary>
/// <remarks>https://docs.github.com/en/rest/deployments</remarks>
public sealed class Deployments(GitHubApi api)
{
    /// <summary>GitHub refuses more.</summary>
    public const int LongestDescription = 140;

    /// <param name="key">Stands in the payload too: by it a deployment whose answer was lost is found again.</param>
    /// <exception cref="ApiFailure"/>
    public Task<Deployment> CreateAsync(
        NewDeployment deployment,
        string key,
        CancellationToken cancel
    ) =>
        api.WriteAsync(
            HttpMethod.Post,
            api.At.Path("/deployments"),
            $"create a deployment to {deployment.Environment}",
            Permission.WriteDeployments,
            deployment,
            ApiJson.Default.NewDeployment,
            ApiJson.Default.Deployment,
            async again =>
                (await ListAsync(deployment.Environment, deployment.Ref, again)).FirstOrDefault(
                    made => DeploymentPayload.Read(made.Payload.GetRawText())?.Key == key
                ),
            cancel
        );

    /// <exception cref="ApiFailure"/>
    public Task<DeploymentStatus> SetAsync(long id, NewStatus status, CancellationToken cancel) =>
        api.WriteAsync(
            HttpMethod.Post,
            api.At.Path($"/deployments/{id}/statuses"),
            $"set deployment {id} to {status.State}",
            Permission.WriteDeployments,
            status,
            ApiJson.Default.NewStatus,
            ApiJson.Default.DeploymentStatus,
            async again =>
                await StatusesAsync(id, again) is [var newest, ..]
                && newest.State == status.State
                && newest.Description == status.Description
                    ? newest
                    : null,
            cancel
        );

    /// <summary>Of one commit, newest first; the first page.</summary>
    /// <exception cref="ApiFailure"/>
    public Task<IReadOnlyList<Deployment>> ListAsync(
        string environment,
        string commit,
        CancellationToken cancel
    ) =>
        api.GetAsync(
            api.At.Path(
                $"/deployments?environment={Uri.EscapeDataString(environment)}&sha={commit}&per_page=100"
            ),
            $"list the deployments of {commit} to {environment}",
            Permission.ReadDeployments,
            ApiJson.Default.IReadOnlyListDeployment,
            cancel
        );

    /// <summary>Newest first; the first page.</summary>
    /// <exception cref="ApiFailure"/>
    public Task<IReadOnlyList<DeploymentStatus>> StatusesAsync(long id, CancellationToken cancel) =>
        api.GetAsync(
            api.At.Path($"/deployments/{id}/statuses?per_page=100"),
            $"list the statuses of deployment {id}",
            Permission.ReadDeployments,
            ApiJson.Default.IReadOnlyListDeploymentStatus,
            cancel
        );

    /// <summary>Of an environment with their statuses and git trees, newest first: the last hundred.</summary>
    /// <exception cref="ApiFailure"/>
    public Task<IReadOnlyList<PastDeployment>> HistoryAsync(
        string environment,
        CancellationToken cancel
    ) => DeploymentHistory.ReadAsync(api, environment, cancel);

    /// <summary>The same, all since an instant and some before it.</summary>
    /// <param name="pages">Of a hundred, at most.</param>
    /// <returns>With the instant before which there is more than was read; null where there is not.</returns>
    /// <exception cref="ApiFailure"/>
    public Task<(IReadOnlyList<PastDeployment> Read, DateTimeOffset? CutBefore)> HistorySinceAsync(
        string environment,
        DateTimeOffset since,
        CancellationToken cancel,
        int pages = DeploymentHistory.MostPages
    ) => DeploymentHistory.ReadSinceAsync(api, environment, since, pages, cancel);
}
