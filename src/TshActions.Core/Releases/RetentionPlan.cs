namespace TshActions.Core.Releases;

public enum RetainedKind
{
    Deployment,
    Release,
}

public sealed record Kept(RetainedKind Kind, string Name, string Reason);

public sealed record Removal(RetainedKind Kind, string Name, string Reason)
{
    /// <summary>As the host's `prune` reads it.</summary>
    public string Line => $"{(Kind is RetainedKind.Deployment ? "deployment" : "release")} {Name}";
}

/// <summary>What stays and what goes, each with its reason; deployments before the releases they name.</summary>
public sealed record RetentionPlan(IReadOnlyList<Kept> Keep, IReadOnlyList<Removal> Remove)
{
    public static RetentionPlan KeepAll(HostInventory host, string reason) =>
        new(
            [
                .. host.Deployments.Select(held => new Kept(
                    RetainedKind.Deployment,
                    held.Name,
                    reason
                )),
                .. host.Releases.Select(release => new Kept(RetainedKind.Release, release, reason)),
            ],
            []
        );
}
