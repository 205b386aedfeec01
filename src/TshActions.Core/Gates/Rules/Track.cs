using TshActions.Core.Ticks;

namespace TshActions.Core.Gates.Rules;

/// <summary>The ticks of a bake in their places, one for each interval; where none came, a gap.</summary>
/// <param name="Probes">Of the slot: what the policy names and what was seen.</param>
internal sealed record Track(IReadOnlyList<Tick> Ticks, IReadOnlyList<string> Probes)
{
    public static Track Of(BakePolicy policy, IReadOnlyList<Tick> ticks, TimeSpan elapsed)
    {
        var places = (int)
            Math.Min(
                policy.Ticks,
                Math.Floor(elapsed / policy.Interval) + (elapsed < policy.Bake ? 1 : 0)
            );
        var track = new Tick?[Math.Max(0, places)];
        HashSet<string> probes = [.. policy.CategoryOf.Keys];
        foreach (var tick in ticks)
        {
            var place = Math.Round(tick.At / policy.Interval);
            if (tick.At < TimeSpan.Zero || place >= track.Length)
                continue;
            track[(int)place] ??= tick;
            probes.UnionWith(tick.Probes.Keys);
        }

        // The last ones may still be on their way: a probe that hangs keeps its tick back.
        var whole = track.Length;
        while (
            elapsed < policy.Bake
            && whole > 0
            && track[whole - 1] is null
            && elapsed - (whole - 1) * policy.Interval < 2 * policy.Interval
        )
            whole--;
        return new Track(
            [
                .. track
                    .Take(whole)
                    .Select((tick, place) => tick ?? new Tick(place * policy.Interval, Gap: true)),
            ],
            [.. probes.Order(StringComparer.Ordinal)]
        );
    }
}
