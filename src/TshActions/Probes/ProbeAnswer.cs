using TshActions.Core.Ticks;

namespace TshActions.Probes;

/// <summary>What came of one question.</summary>
/// <param name="Sample">Null where our own way to the endpoint broke, so that nothing was measured.</param>
/// <param name="Why">What broke.</param>
public sealed record ProbeAnswer(string Probe, Sample? Sample, string Why)
{
    /// <summary>All answers of one moment.</summary>
    public static Tick Tick(TimeSpan at, IReadOnlyList<ProbeAnswer> answers)
    {
        var broken = answers.FirstOrDefault(answer => answer.Sample is null);
        var tick = new Tick(at, Gap: broken is not null) { Why = broken?.Why };
        foreach (var answer in answers)
            if (answer.Sample is { } sample)
                tick = tick with { Probes = tick.Probes.SetItem(answer.Probe, sample) };
        return tick;
    }
}
