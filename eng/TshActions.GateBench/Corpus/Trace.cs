using TshActions.Core.Calibration;

namespace TshActions.GateBench.Corpus;

/// <summary>A kind of bake, of which every seed draws another.</summary>
/// <param name="Definition">In what it differs from the clean service; `a-b` are ticks, counted from 0.</param>
public sealed record Trace(
    string Id,
    string Name,
    string Definition,
    Expected Expected,
    Trouble Trouble
)
{
    /// <summary>The tick the release sickens in.</summary>
    public int? Onset { get; init; }

    /// <summary>The release should be taken back so soon after that.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>How the service itself differs, on both slots and before the switch too.</summary>
    public Func<ServiceModel, ServiceModel> Service { get; init; } = service => service;

    /// <summary>Whether its trouble belongs to the switch and does not come later by jitter.</summary>
    public bool AtSwitch { get; init; }

    /// <summary>Whether both slots suffer alike, so that going back is never right.</summary>
    public bool Shared { get; init; }

    public bool ReleaseIsSick => Expected is Expected.Rollback;

    public int? OnsetAfter(Jitter jitter) => Onset + LaterBy(jitter);

    public SimulatedBake Draw(ulong seed, Jitter jitter) =>
        Simulation.Run(jitter.Shake(Service), Trouble.Later(LaterBy(jitter)), seed);

    private int LaterBy(Jitter jitter) => AtSwitch ? 0 : jitter.Later;
}
