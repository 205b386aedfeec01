using TshActions.Core.Journal;
using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>What a deployment was asked for.</summary>
/// <param name="Migration">The migration command, or null where nothing migrates.</param>
/// <param name="Backup">Whether the database is backed up before it.</param>
/// <param name="Singletons">Processes of which only one may run, with the live slot.</param>
/// <param name="Lease">After this long without a sign of life the host takes an unconfirmed release back.</param>
/// <param name="Ending">What becomes of the release once the switch is proven.</param>
/// <param name="Schema">Whether the release before still fits the database afterwards.</param>
public sealed record DeployOrder(
    ReleaseId Release,
    string? Migration,
    bool Backup,
    IReadOnlyList<string> Singletons,
    TimeSpan Lease,
    DeployEnding Ending,
    BackwardCompatible Schema = BackwardCompatible.Unknown
)
{
    /// <summary>The same on every further host of the environment: the database is one, and migrated once.</summary>
    public DeployOrder WithoutDatabase => this with { Migration = null, Backup = false };
}

public enum DeployEnding
{
    /// <summary>health-gate bakes and confirms it.</summary>
    LeaveToGate,

    /// <summary>Confirmed as soon as the site has proven it.</summary>
    Confirm,

    /// <summary>Everything but the switch; then the slot is given back.</summary>
    Rehearse,
}
