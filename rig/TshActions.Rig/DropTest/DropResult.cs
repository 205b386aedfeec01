using TshActions.Rig.Load;
using TshActions.Rig.Load.Long;

namespace TshActions.Rig.DropTest;

/// <summary>What clients saw in one row of the table.</summary>
/// <param name="Seen">All short requests of the row, calm or not.</param>
/// <param name="RateWithSwitches">Requests a second while the traffic was moved again and again.</param>
/// <param name="RateWithout">The same clients of the same run, before and after.</param>
public sealed record DropResult(
    TimeSpan RoundTrip,
    LoadResult Seen,
    IReadOnlyList<SwitchSeen> Switches,
    double RateWithSwitches,
    double RateWithout,
    IReadOnlyList<LongRequest> Long
)
{
    public IEnumerable<LongRequest> Cut => Long.Where(request => request.WasCut);

    /// <summary>Long requests that a switch found in flight.</summary>
    public IEnumerable<LongRequest> Outlived =>
        Long.Where(request => Switches.Any(moved => request.WasInFlightAt(moved.Flipped)));

    /// <summary>Median and greatest; null when there is none.</summary>
    public static (TimeSpan Median, TimeSpan Worst)? Spread(IEnumerable<TimeSpan?> times)
    {
        var sorted = times.OfType<TimeSpan>().Order().ToList();
        return sorted.Count is 0 ? null : (sorted[(sorted.Count - 1) / 2], sorted[^1]);
    }
}
