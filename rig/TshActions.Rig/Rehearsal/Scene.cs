using TshActions.Rig.Load;

namespace TshActions.Rig.Rehearsal;

/// <summary>One scene as it went.</summary>
/// <param name="Trouble">What did not hold; empty when everything did.</param>
/// <param name="Live">The slot and release that are live at its end.</param>
/// <param name="Load">What the clients saw meanwhile; null before there were any.</param>
public sealed record Scene(
    string Letter,
    string Title,
    TimeSpan Begin,
    TimeSpan Duration,
    string Live,
    LoadResult? Load,
    IReadOnlyList<string> Trouble,
    IReadOnlyList<Line> Lines
)
{
    public bool Held => Trouble.Count is 0;

    public TimeSpan End => Begin + Duration;
}

/// <summary>A line that a step printed.</summary>
public sealed record Line(string Step, string Text);

/// <summary>What clients had seen at one moment.</summary>
/// <param name="Answers">Good and bad answers so far, by the release that gave them.</param>
public sealed record Sample(
    TimeSpan At,
    long Requests,
    long Failed,
    IReadOnlyDictionary<string, long> Answers
);
