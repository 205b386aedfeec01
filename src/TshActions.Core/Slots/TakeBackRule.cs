using TshActions.Core.Journal;
using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>
/// A release that nobody has confirmed yet is taken back by its own journal entry, which is then the rollback. What may
/// not be taken back, and what cannot be rehearsed meanwhile, is refused before anybody's lease is touched.
/// </summary>
public static class TakeBackRule
{
    /// <summary>The unconfirmed entry of the release that is live, or null.</summary>
    public static JournalEntry? Entry(HostState state) =>
        state is { Routing: Routing.To(var live), History.Open: { IsUnconfirmed: true } open }
        && open.To == live
            ? open
            : null;

    /// <summary>Why the rollback may not be, or null.</summary>
    public static Decision.Refusal? Refusal(HostState state, RollbackOrder order) =>
        Entry(state) switch
        {
            null => null,
            { Release: var release } when order.To == release => new(
                ExitCode.VerdictFail,
                $"{release} is live, and nobody has confirmed it yet",
                "confirm it with `tsh health-gate`; to take it back, roll back without a target"
            ),
            { Release: var release } when order.Rehearse => new(
                ExitCode.VerdictFail,
                $"{release} is live and not confirmed yet, so it may go back at any moment: a rehearsal would be in the way",
                "confirm it with `tsh health-gate`, or take it back with `tsh rollback`; then rehearse"
            ),
            { Release: var release, HoldsOnSilence: true } when !order.Force =>
                RollbackPlanner.Unfit(release),
            _ => null,
        };
}
