using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

public sealed record StatusRecord(
    long Id,
    string State,
    string Description,
    string EnvironmentUrl,
    string LogUrl,
    string Login,
    DateTimeOffset At
);

public sealed record DeploymentRecord(
    long Id,
    string Sha,
    string Ref,
    string Task,
    string Environment,
    string? Description,
    JsonNode Payload,
    string Login,
    DateTimeOffset At
)
{
    /// <summary>Newest last.</summary>
    public List<StatusRecord> Statuses { get; } = [];
}

public sealed record RunRecord(
    long Id,
    string Path,
    string Event,
    string HeadSha,
    string HeadBranch,
    DateTimeOffset At
)
{
    public string Status { get; set; } = "in_progress";

    public string? Conclusion { get; set; }
}

public sealed record PullRecord(
    int Number,
    string Title,
    string Body,
    string Head,
    string HeadSha,
    string Base,
    string BaseSha,
    string Login,
    DateTimeOffset At
)
{
    public DateTimeOffset? MergedAt { get; set; }

    public string? MergeSha { get; set; }

    public List<string> Labels { get; init; } = [];
}

/// <param name="Conclusion">Null while it runs.</param>
/// <param name="Run">The workflow's run it belongs to.</param>
/// <param name="IsStatus">Whether it is of the older kind, a commit status.</param>
public sealed record CheckRecord(
    long Id,
    string Sha,
    string Name,
    string? Conclusion,
    long Run,
    bool IsStatus
);

/// <summary>An environment as its settings page has it.</summary>
/// <param name="Reviewers">Logins.</param>
/// <param name="OnlyBranches">Whether only some branches may deploy there.</param>
public sealed record EnvironmentRecord(
    string Name,
    IReadOnlyList<string> Reviewers,
    bool OnlyBranches
);

/// <param name="Of">An environment's name, nothing for the repository's own, or `organization`.</param>
/// <param name="Set">When somebody put it there last.</param>
public sealed record SecretRecord(string Of, string Name, DateTimeOffset Set);

/// <param name="Issue">Its number.</param>
public sealed record CommentRecord(long Id, int Issue, string Login, DateTimeOffset At)
{
    public string Body { get; set; } = "";

    /// <summary>What its author is to the repository.</summary>
    public string Association { get; init; } = "MEMBER";
}
