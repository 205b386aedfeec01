namespace TshActions.GateBench.Judges;

/// <summary>Who is compared, in the order of the table's columns.</summary>
public static class AllJudges
{
    public const string OursName = "ours";

    /// <summary>
    /// THE PLACE WHERE THE PRODUCT'S JUDGE IS PLUGGED IN: a call of PostSwitchJudge.Judge with the policy of a manifest's
    /// defaults and <see cref="Corpus.Traces.Release"/>, its outcome told as a <see cref="Decision"/>. Null: not there yet,
    /// and the table has the peers' columns alone.
    /// </summary>
    public static Judge? Ours { get; }

    public static IReadOnlyList<(string Name, Judge Judge)> Compared { get; } =
    [
        ("literal", Peers.Literal),
        ("argo3", Peers.Argo3),
        ("flagger5", Peers.Flagger5),
        .. Ours is { } ours ? [(OursName, ours)] : Array.Empty<(string, Judge)>(),
    ];
}
