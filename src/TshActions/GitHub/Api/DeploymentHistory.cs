using System.Text.Json;
using System.Text.Json.Serialization;
using TshActions.Core.Preflight;

namespace TshActions.GitHub.Api;

/// <summary>The deployments of an environment with their statuses and git trees: one question instead of one per deployment.</summary>
/// <remarks>https://docs.github.com/en/graphql/reference/objects#deployment</remarks>
internal static class DeploymentHistory
{
    /// <summary>Of deployments in one answer, which GitHub allows no more of.</summary>
    private const int Most = 100;

    /// <summary>Of answers: of a busy staging a year.</summary>
    public const int MostPages = 20;

    private const string Query = """
        query EnvironmentDeployments($owner: String!, $name: String!, $environment: String!, $most: Int!, $after: String) {
          repository(owner: $owner, name: $name) {
            deployments(first: $most, after: $after, environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }) {
              pageInfo { hasNextPage endCursor }
              nodes {
                databaseId
                commitOid
                commit { tree { oid } }
                task
                payload
                createdAt
                creator { __typename login }
                statuses(first: 20) { nodes { state description createdAt logUrl environmentUrl } }
              }
            }
          }
        }
        """;

    /// <summary>The last hundred, newest first: what is older proves nothing anybody would want proven.</summary>
    /// <exception cref="ApiFailure"/>
    public static async Task<IReadOnlyList<PastDeployment>> ReadAsync(
        GitHubApi api,
        string environment,
        CancellationToken cancel
    ) => (await PageAsync(api, environment, null, cancel)).List;

    /// <summary>All since an instant and some before it, newest first.</summary>
    /// <returns>With the instant before which there is more than was read; null where there is not.</returns>
    /// <exception cref="ApiFailure"/>
    public static async Task<(
        IReadOnlyList<PastDeployment> Read,
        DateTimeOffset? CutBefore
    )> ReadSinceAsync(
        GitHubApi api,
        string environment,
        DateTimeOffset since,
        int pages,
        CancellationToken cancel
    )
    {
        List<PastDeployment> all = [];
        string? after = null;
        for (var page = 0; page < pages; page++)
        {
            var read = await PageAsync(api, environment, after, cancel);
            all.AddRange(read.List);
            if (!read.PageInfo.HasNextPage || all.Exists(one => one.CreatedAt < since))
                return ([.. all.DistinctBy(one => one.DatabaseId)], null);
            after = read.PageInfo.EndCursor;
        }

        return (
            [.. all.DistinctBy(one => one.DatabaseId)],
            all.Count is 0 ? null : all.Min(one => one.CreatedAt)
        );
    }

    private static async Task<HistoryPage> PageAsync(
        GitHubApi api,
        string environment,
        string? after,
        CancellationToken cancel
    )
    {
        var what = $"list the deployments to {environment}";
        var answer = await api.QueryAsync(
            JsonSerializer.SerializeToUtf8Bytes(
                new(Query, new(api.At.Owner, api.At.Name, environment, Most, after)),
                GraphJson.Default.HistoryQuestion
            ),
            what,
            Permission.ReadDeployments,
            GraphJson.Default.HistoryAnswer,
            cancel
        );
        return answer.Data?.Repository?.Deployments
            ?? throw GraphErrors.Of(what, Permission.ReadDeployments, answer.Errors ?? []);
    }
}

internal sealed record HistoryQuestion(string Query, HistoryVariables Variables);

internal sealed record HistoryVariables(
    string Owner,
    string Name,
    string Environment,
    int Most,
    string? After
);

internal sealed record HistoryAnswer(HistoryData? Data, IReadOnlyList<GraphError>? Errors);

internal sealed record HistoryData(HistoryRepository? Repository);

internal sealed record HistoryRepository(HistoryPage Deployments);

internal sealed record HistoryPage(
    PageInfo PageInfo,
    [property: JsonPropertyName("nodes")] IReadOnlyList<PastDeployment> List
);

internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

public sealed record Nodes<T>([property: JsonPropertyName("nodes")] IReadOnlyList<T> List);

/// <summary>One deployment and all that was said of it.</summary>
public sealed record PastDeployment(
    long DatabaseId,
    string CommitOid,
    PastCommit? Commit,
    string Task,
    string? Payload,
    DateTimeOffset CreatedAt,
    PastCreator? Creator,
    Nodes<PastStatus> Statuses
)
{
    /// <summary>Null where the record is not one of ours.</summary>
    public DeploymentPayload? Ours => DeploymentPayload.Read(Payload);

    /// <summary>Since when it is the one that runs there, as its newest status says; null where it says otherwise.</summary>
    public DateTimeOffset? Active =>
        Newest is { State: "SUCCESS" } newest ? newest.CreatedAt : null;

    /// <summary>GitHub tells whole seconds: of two in one, the one that cannot have come first.</summary>
    private PastStatus? Newest =>
        Statuses.List.MaxBy(status =>
            (
                status.CreatedAt,
                status.State switch
                {
                    "SUCCESS" => 1,
                    "INACTIVE" => 2,
                    "FAILURE" or "ERROR" => 3,
                    _ => 0,
                }
            )
        );

    public string? LogUrl =>
        Statuses
            .List.OrderBy(status => status.CreatedAt)
            .LastOrDefault(status => status.LogUrl is not null)
            ?.LogUrl;

    /// <summary>
    /// GitHub itself makes a success inactive when the next one comes, so its history counts; a failure that came later
    /// wins.
    /// </summary>
    public StagingEnd End =>
        Newest?.State switch
        {
            "FAILURE" => StagingEnd.Failed,
            "ERROR" => StagingEnd.Broken,
            _ when Statuses.List.Any(status => status.State is "SUCCESS") => StagingEnd.Verified,
            "INACTIVE" => StagingEnd.Broken,
            _ => StagingEnd.UnderWay,
        };
}

public sealed record PastCommit(PastTree Tree);

public sealed record PastTree(string Oid);

/// <param name="Kind">`User`, or `Bot` for what a workflow or an App did.</param>
public sealed record PastCreator(
    string Login,
    [property: JsonPropertyName("__typename")] string Kind
);

public sealed record PastStatus(
    string State,
    string? Description,
    DateTimeOffset CreatedAt,
    string? LogUrl,
    string? EnvironmentUrl
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HistoryQuestion))]
[JsonSerializable(typeof(HistoryAnswer))]
internal sealed partial class GraphJson : JsonSerializerContext;
