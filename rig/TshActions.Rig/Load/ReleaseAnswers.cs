namespace TshActions.Rig.Load;

/// <summary>What one release answered, by the header <c>X-Release</c>; times since the start of the run.</summary>
/// <param name="Answers">Every status counts.</param>
/// <param name="LastAsked">When the latest request that reached this release was sent: after a switch it says how
/// long new requests still went to the old slot, where <paramref name="Last"/> also sees slow answers.</param>
public sealed record ReleaseAnswers(
    string Release,
    long Answers,
    TimeSpan First,
    TimeSpan Last,
    TimeSpan LastAsked
)
{
    internal ReleaseAnswers And(ReleaseAnswers other) =>
        new(
            Release,
            Answers + other.Answers,
            First < other.First ? First : other.First,
            Last > other.Last ? Last : other.Last,
            LastAsked > other.LastAsked ? LastAsked : other.LastAsked
        );
}
