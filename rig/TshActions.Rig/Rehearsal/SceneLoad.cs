using TshActions.Rig.Load;

namespace TshActions.Rig.Rehearsal;

/// <summary>What the clients of both sites saw in one scene, together.</summary>
internal static class SceneLoad
{
    public static LoadResult Sum(string name, IEnumerable<LoadResult> parts)
    {
        var all = parts.ToList();
        var counts = all.SelectMany(part => part.Counts)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        return new LoadResult(name, all[0].From, all[0].To, all[0].End, counts)
        {
            Releases = [.. all.SelectMany(part => part.Releases)],
            Failures = [.. all.SelectMany(part => part.Failures)],
            P50 = all.Max(part => part.P50),
            P99 = all.Max(part => part.P99),
            Max = all.Max(part => part.Max),
            Connects = all.Sum(part => part.Connects),
            FoundClosed = all.Sum(part => part.FoundClosed),
        };
    }

    /// <summary>Failures by kind, those that were there.</summary>
    public static string Kinds(LoadResult seen) =>
        string.Join(
            ", ",
            Enum.GetValues<Outcome>()
                .Where(outcome => outcome is not Outcome.Ok && seen.Count(outcome) > 0)
                .Select(outcome => $"{seen.Count(outcome)} × {Name(outcome)}")
        );

    public static string Name(Outcome outcome) =>
        outcome switch
        {
            Outcome.Ok => "ok",
            Outcome.ClientError4xx => "4xx",
            Outcome.ServerError5xx => "5xx",
            Outcome.Refused => "refused",
            Outcome.ResetOnFresh => "reset on a fresh connection",
            Outcome.ResetOnReused => "reset on a reused connection",
            Outcome.TimedOut => "timed out",
        };
}
