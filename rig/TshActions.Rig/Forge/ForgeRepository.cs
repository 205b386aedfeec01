using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

/// <summary>Everything a forge knows of one repository.</summary>
public sealed class ForgeRepository(string owner, string name, GitStore git, TimeProvider time)
{
    private long _lastId = 1000;

    public string Owner => owner;

    public string Name => name;

    public string FullName => $"{owner}/{name}";

    public GitStore Git => git;

    public List<DeploymentRecord> Deployments { get; } = [];

    public List<RunRecord> Runs { get; } = [];

    public List<PullRecord> Pulls { get; } = [];

    public List<CheckRecord> Checks { get; } = [];

    public List<EnvironmentRecord> Environments { get; } = [];

    public List<SecretRecord> Secrets { get; } = [];

    public bool IsPrivate { get; set; }

    public bool LetsWorkflowsOpenPulls { get; set; } = true;

    /// <summary>Numbers of issues that are there.</summary>
    public HashSet<int> Issues { get; } = [];

    public List<CommentRecord> Comments { get; } = [];

    /// <summary>Of the branch main, whole as GitHub tells them.</summary>
    public List<JsonObject> Rules { get; } = [];

    /// <summary>Whether the plan of the account has rules at all.</summary>
    public bool HasRules { get; set; } = true;

    /// <summary>Classic protection of the branch main, for administrators; null for none.</summary>
    public JsonNode? Protection { get; set; }

    public long NextId() => Interlocked.Increment(ref _lastId);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A run of a workflow, under way.</summary>
    public RunRecord Begin(string sha, string branch, string @event = "push")
    {
        var run = new RunRecord(
            NextId(),
            ".github/workflows/ci-deploy.yml",
            @event,
            sha,
            branch,
            Now
        );
        Runs.Add(run);
        return run;
    }

    public DeploymentRecord Deploy(
        string sha,
        string environment,
        JsonNode payload,
        string login,
        string @ref = "",
        string task = "deploy",
        string? description = null
    )
    {
        var deployment = new DeploymentRecord(
            NextId(),
            sha,
            @ref.Length > 0 ? @ref : sha,
            task,
            environment,
            description,
            payload,
            login,
            Now
        );
        Deployments.Add(deployment);
        return deployment;
    }

    /// <summary>As GitHub does it: a success makes the earlier ones of the environment inactive, but not those of production.</summary>
    public StatusRecord Set(
        DeploymentRecord deployment,
        string state,
        string login,
        string description = "",
        string environmentUrl = "",
        string logUrl = "",
        bool autoInactive = true
    )
    {
        var status = new StatusRecord(
            NextId(),
            state,
            description,
            environmentUrl,
            logUrl,
            login,
            Now
        );
        deployment.Statuses.Add(status);
        if (state is "success" && autoInactive && deployment.Environment is not "production")
            foreach (
                var earlier in Deployments.Where(other =>
                    other != deployment
                    && other.Environment == deployment.Environment
                    && other.Statuses is [.., { State: "success" }]
                )
            )
                earlier.Statuses.Add(status with { Id = NextId(), State = "inactive" });
        return status;
    }
}
