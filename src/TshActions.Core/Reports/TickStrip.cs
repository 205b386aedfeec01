using TshActions.Core.Gates;

namespace TshActions.Core.Reports;

/// <summary>A gate's ticks at a glance: one sign each, in the order of time.</summary>
public static class TickStrip
{
    private const int Width = 60;

    public const string Legend = "▁ clean, █ failed, ? nothing measured";

    public static string Text(IReadOnlyList<Tick> ticks) =>
        string.Join('\n', ticks.Select(Sign).Chunk(Width).Select(row => new string(row)));

    private static char Sign(Tick tick) =>
        tick.Measurement switch
        {
            Measurement.Successful => '▁',
            Measurement.Failed => '█',
            Measurement.Error => '?',
        };
}
