using System.Text.Json;
using System.Text.Json.Serialization;

namespace TshActions.GitHub.Api;

/// <summary>Just the fields that are read and written, as GitHub names them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(GitCommit))]
[JsonSerializable(typeof(NewDeployment))]
[JsonSerializable(typeof(NewStatus))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(IReadOnlyList<Deployment>))]
[JsonSerializable(typeof(DeploymentStatus))]
[JsonSerializable(typeof(IReadOnlyList<DeploymentStatus>))]
[JsonSerializable(typeof(WorkflowRun))]
[JsonSerializable(typeof(BranchNow))]
[JsonSerializable(typeof(IReadOnlyList<BranchRule>))]
[JsonSerializable(typeof(BranchProtection))]
[JsonSerializable(typeof(IReadOnlyList<Pull>))]
[JsonSerializable(typeof(IReadOnlyList<OpenPull>))]
[JsonSerializable(typeof(OpenPull))]
[JsonSerializable(typeof(NewPull))]
[JsonSerializable(typeof(PullText))]
[JsonSerializable(typeof(CheckRuns))]
[JsonSerializable(typeof(CombinedStatus))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(IReadOnlyList<CommitName>))]
[JsonSerializable(typeof(PatchedCommit))]
[JsonSerializable(typeof(RepositoryEnvironment))]
[JsonSerializable(typeof(RepositoryNow))]
[JsonSerializable(typeof(SecretNames))]
[JsonSerializable(typeof(IssueComment))]
[JsonSerializable(typeof(IReadOnlyList<IssueComment>))]
[JsonSerializable(typeof(NewComment))]
internal sealed partial class ApiJson : JsonSerializerContext;

public sealed record GitCommit(string Sha, GitTree Tree, GitPerson Committer, string Message);

/// <param name="Date">GitHub's own, where GitHub made the commit.</param>
public sealed record GitPerson(DateTimeOffset Date);

public sealed record GitTree(string Sha);

/// <summary>https://docs.github.com/en/rest/deployments/deployments#create-a-deployment</summary>
public sealed record NewDeployment(
    string Ref,
    string Task,
    string Environment,
    string Description,
    JsonElement Payload,
    bool ProductionEnvironment
)
{
    /// <summary>GitHub would merge the default branch into what is deployed.</summary>
    public bool AutoMerge => false;

    /// <summary>GitHub would refuse while any check is pending, this very run's among them.</summary>
    public IReadOnlyList<string> RequiredContexts => [];
}

public sealed record Deployment(
    long Id,
    string Sha,
    string Task,
    string Environment,
    JsonElement Payload,
    DateTimeOffset CreatedAt,
    Account? Creator
);

public sealed record Account(string Login);

/// <summary>https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status</summary>
/// <param name="Description">140 characters at most.</param>
public sealed record NewStatus(
    string State,
    string Description,
    string LogUrl,
    string? EnvironmentUrl
);

public sealed record DeploymentStatus(
    long Id,
    string State,
    string Description,
    DateTimeOffset CreatedAt
);

/// <param name="Status">`completed`, or what comes before.</param>
public sealed record WorkflowRun(long Id, string? Status, string HeadSha, DateTimeOffset CreatedAt)
{
    public bool IsOver => Status is "completed";
}
