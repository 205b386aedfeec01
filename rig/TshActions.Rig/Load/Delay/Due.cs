using System.Diagnostics;

namespace TshActions.Rig.Load.Delay;

/// <summary>Waits for a moment of the stopwatch, never less: a timer's own moment may lie a little before.</summary>
internal static class Due
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    public static async ValueTask WaitAsync(long moment, CancellationToken cancel)
    {
        while (moment - Stopwatch.GetTimestamp() is > 0 and var left)
        {
            await Task.Delay((int)((left + Millisecond - 1) / Millisecond), cancel);
        }
    }
}
