using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>What a rollback was asked for.</summary>
/// <param name="To">A release to go back to by name, or null for the one in the other slot.</param>
/// <param name="Singletons">Processes of which only one may run, with the live slot.</param>
/// <param name="Force">Go back also to what was taken back before, or may not fit the database.</param>
/// <param name="Rehearse">Everything but the switch.</param>
public sealed record RollbackOrder(
    ReleaseId? To,
    IReadOnlyList<string> Singletons,
    bool Force = false,
    bool Rehearse = false
)
{
    public static RollbackOrder ToPrevious { get; } = new(null, []);
}
