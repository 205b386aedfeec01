using TshActions.Core.Ticks;

namespace TshActions.Core.Gates.Rules;

/// <summary>One tick as the rules see it: each answer with its attribution.</summary>
/// <param name="number">Counted from 1.</param>
internal sealed class TickView(int number, Tick tick, string? release)
{
    private readonly bool _controlFails = tick.Control.Values.Any(sample => !sample.Ok);

    public int Number => number;

    public Tick Tick => tick;

    public bool ControlSeen => tick.Control.Count > 0;

    /// <summary>
    /// Whether what happened since the tick before must stand in it: log records, answers to clients, the use of
    /// processors. The first one has none before it.
    /// </summary>
    public bool HasPast => number > 1 && !tick.Gap;

    /// <summary>What clients were answered since the tick before.</summary>
    public Traffic? Clients => tick.Gap ? null : tick.NewTraffic;

    /// <summary>Whether the old slot was asked and gave not one good answer.</summary>
    public bool OldIsDead => ControlSeen && tick.Control.Values.All(sample => !sample.Ok);

    /// <summary>Whether any answer of the new slot was learned from.</summary>
    public bool Measured =>
        !tick.Gap
        && tick.Probes.Keys.Any(probe => this[probe] is not (Answer.Missing or Answer.Stranger));

    public Answer this[string probe] =>
        tick.Gap || !tick.Probes.TryGetValue(probe, out var sample) ? Answer.Missing
        : IsStranger(sample) ? Answer.Stranger
        : sample.Ok ? Answer.Good
        : Excuses(probe) ? Answer.Shared
        : Answer.Bad;

    /// <summary>A probe through the site that went wrong: the slot's fault only if the slot itself gave the answer.</summary>
    public Answer AtEdge(string probe) =>
        tick.Gap || !tick.Edge.TryGetValue(probe, out var sample) ? Answer.Missing
        : sample.Ok
            ? IsStranger(sample) ? Answer.Stranger
                : Answer.Good
        : release is not null && sample.Version == release && !_controlFails ? Answer.Bad
        : Answer.Shared;

    public Sample? Sample(string probe) =>
        !tick.Gap && tick.Probes.TryGetValue(probe, out var sample) && !IsStranger(sample)
            ? sample
            : null;

    public bool IsStranger(Sample sample) =>
        release is not null && sample.Version is { } version && version != release;

    /// <summary>The old slot's answer to the same question, or to any where that one was not asked.</summary>
    public bool Excuses(string probe) =>
        tick.Control.TryGetValue(probe, out var control) ? !control.Ok : _controlFails;

    public Answer Worst(IEnumerable<string> probes)
    {
        var worst = Answer.Missing;
        foreach (var probe in probes)
            worst = this[probe] switch
            {
                Answer.Bad => Answer.Bad,
                Answer.Shared when worst is not Answer.Bad => Answer.Shared,
                Answer.Good when worst is Answer.Missing => Answer.Good,
                _ => worst,
            };
        return worst;
    }
}
