using TshActions.Core.Gates;

namespace TshActions.Core.Statistics;

/// <summary>
/// The chance that M of the last N ticks are bad at some moment of a bake, when each tick is bad with the same share by
/// itself: exact, by the Markov chain of the last N - 1 ticks.
/// </summary>
public static class WindowChance
{
    /// <summary>The chance that the limit is reached within so many ticks, for each number of ticks from 0.</summary>
    /// <param name="bad">Share of bad ticks, 0 to 1.</param>
    public static IReadOnlyList<double> ByTick(Limit limit, double bad, int ticks)
    {
        // A state is the last N - 1 ticks as bits, the newest lowest; 12 of 12 has 2,048 of them.
        var mask = (1 << (limit.Of - 1)) - 1;
        var now = new double[mask + 1];
        now[0] = 1;
        var reached = new double[ticks + 1];
        for (var tick = 1; tick <= ticks; tick++)
        {
            var next = new double[now.Length];
            reached[tick] = reached[tick - 1];
            for (var state = 0; state < now.Length; state++)
            {
                if (now[state] is 0)
                    continue;
                next[(state << 1) & mask] += now[state] * (1 - bad);
                if (System.Numerics.BitOperations.PopCount((uint)state) + 1 >= limit.Failures)
                    reached[tick] += now[state] * bad;
                else
                    next[((state << 1) | 1) & mask] += now[state] * bad;
            }

            now = next;
        }

        return reached;
    }
}
