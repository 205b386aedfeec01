namespace TshActions.Verbs;

/// <summary>Every verb with its inputs and outputs: the one table.</summary>
public static class VerbTable
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        TrafficVerbs.DeploySlot,
        TrafficVerbs.HealthGate,
        TrafficVerbs.Rollback,
        EvidenceVerbs.SchemaDriftCheck,
        EvidenceVerbs.Preflight,
        EvidenceVerbs.Record,
        PeopleVerbs.Promote,
        PeopleVerbs.Notify,
        PeopleVerbs.Metrics,
        RepositoryVerbs.Init,
        HostVerbs.Setup,
        HostVerbs.Recover,
        HostVerbs.Status,
        HostVerbs.Doctor,
    ];
}
