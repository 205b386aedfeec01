namespace TshActions.GateBench.Judges;

/// <summary>Who is compared, in the order of the table's columns.</summary>
public static class AllJudges
{
    public const string OursName = "ours";

    public static Judge Ours { get; } = ProductJudge.Of(Policies.Default);

    public static IReadOnlyList<(string Name, Judge Judge)> Compared { get; } =
    [
        ("literal", Peers.Literal),
        ("argo3", Peers.Argo3),
        ("flagger5", Peers.Flagger5),
        (OursName, Ours),
    ];
}
