using TshActions.GateBench.Corpus;

namespace TshActions.GateBench.Scores;

/// <summary>All traces of one judge together.</summary>
/// <param name="Healthy">Bakes of releases that are not to be taken back.</param>
/// <param name="False">Of those, taken back.</param>
/// <param name="Sick">Bakes of releases that are, or that must not be kept as good.</param>
/// <param name="Missed">Of those, kept.</param>
/// <param name="Shared">Bakes taken back for what both slots suffered.</param>
public sealed record Sum(int Healthy, int False, int Sick, int Missed, int Shared)
{
    public double FalseShare => (double)False / Math.Max(1, Healthy);

    public double MissedShare => (double)Missed / Math.Max(1, Sick);

    public static Sum Of(IReadOnlyCollection<Tally> tallies)
    {
        var healthy = tallies
            .Where(tally => tally.Trace.Expected is Expected.Keep or Expected.Stay or Expected.Hold)
            .ToList();
        var sick = tallies
            .Where(tally => tally.Trace.Expected is Expected.Rollback or Expected.Hold)
            .ToList();
        return new Sum(
            healthy.Sum(tally => tally.Bakes),
            healthy.Sum(tally => tally.False),
            sick.Sum(tally => tally.Bakes),
            sick.Sum(tally => tally.Missed),
            tallies.Where(tally => tally.Trace.Shared).Sum(tally => tally.RolledBack)
        );
    }
}
