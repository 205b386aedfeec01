using TshActions.GateBench.Corpus;

namespace TshActions.GateBench.Scores;

/// <summary>What the product's judge must keep to.</summary>
public static class Limits
{
    public const double False = 0.005;
    public const double FalseOnClean = 0.001;
    public const double Missed = 0.001;

    /// <summary>Every limit that was passed, in words.</summary>
    public static IEnumerable<string> PassedBy(string block, IReadOnlyCollection<Tally> tallies)
    {
        var sum = Sum.Of(tallies);
        if (sum.FalseShare > False)
            yield return $"{block}: {Percent.Of(sum.FalseShare)} of healthy releases taken back, at most {Percent.Of(False)}: {Worst(tallies, tally => tally.False, Expected.Keep, Expected.Stay, Expected.Hold)}";
        if (sum.MissedShare > Missed)
            yield return $"{block}: {Percent.Of(sum.MissedShare)} of sick releases missed, at most {Percent.Of(Missed)}: {Worst(tallies, tally => tally.Missed, Expected.Rollback, Expected.Hold)}";
        if (sum.Shared > 0)
            yield return $"{block}: {sum.Shared} releases taken back in a shared outage, none may be";
    }

    public static IEnumerable<string> PassedBy(AaTest test, Tally tally)
    {
        var share = (double)tally.RolledBack / tally.Bakes;
        if (test.Promised && share > FalseOnClean)
            yield return $"A/A, {test.Name}: {Percent.Of(share)} taken back, at most {Percent.Of(FalseOnClean)}";
    }

    private static string Worst(
        IEnumerable<Tally> tallies,
        Func<Tally, int> wrong,
        params IReadOnlyCollection<Expected> expected
    ) =>
        string.Join(
            ", ",
            tallies
                .Where(tally => expected.Contains(tally.Trace.Expected) && wrong(tally) > 0)
                .OrderByDescending(tally => (double)wrong(tally) / tally.Bakes)
                .Select(tally =>
                    $"{tally.Trace.Id} {Percent.Of((double)wrong(tally) / tally.Bakes)}"
                )
        );
}
