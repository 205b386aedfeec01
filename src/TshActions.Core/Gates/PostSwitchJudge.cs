using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;

namespace TshActions.Core.Gates;

/// <summary>
/// Judges a bake: a function of the policy, the baseline and the ticks. Whoever has these has the verdict, on the day of
/// the deployment or a year later.
/// </summary>
public static class PostSwitchJudge
{
    /// <param name="ticks">In any order; those before the bake are not looked at.</param>
    /// <param name="elapsed">Since the bake began: what should have been measured by then and was not is missing.</param>
    public static Ruling Judge(
        BakePolicy policy,
        BakeCase bake,
        IReadOnlyList<Tick> ticks,
        TimeSpan elapsed
    )
    {
        var track = Track.Of(policy, ticks, elapsed);
        var hearing = new Hearing(policy, bake, track);
        foreach (var tick in track.Ticks)
            if (hearing.Hear(tick) is { } ruling)
                return ruling;
        return elapsed < policy.Bake ? hearing.SoFar() : hearing.AtEnd();
    }
}
