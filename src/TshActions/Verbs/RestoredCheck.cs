using TshActions.Core.Checks;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>
/// A last look after a release was taken back: the checks of a candidate, asked of the slot that has the traffic again.
/// Whatever it finds, nothing more is moved: a rollback is never rolled back (moby/swarmkit#1331).
/// </summary>
internal static class RestoredCheck
{
    /// <returns>The ending, which says so where the restored release is not well either.</returns>
    public static async Task<Ending> TellAsync(
        VerbRun run,
        Fleet fleet,
        Ending ending,
        CancellationToken cancel
    )
    {
        if (
            fleet
                .Members[0]
                .App.Place.Environment.Gate.Checks.All(check => check.Moment is Moment.AfterSwitch)
        )
            return ending;
        List<string> wrong = [];
        foreach (var member in fleet.Members)
            try
            {
                await run.Story.StepAsync(
                    $"Check what was switched back to{member.On}",
                    async () =>
                    {
                        var found = await FindAsync(run, member, cancel);
                        wrong.AddRange(
                            found.Select(result => $"{result.Check}: {result.Detail}{member.On}")
                        );
                        return (found.Count is 0, found.Count is 0 ? "it is well" : "");
                    }
                );
            }
            catch (ActionException error)
            {
                run.Story.Say($"  it could not be checked: {error.Message}");
            }

        return wrong.Count is 0
            ? ending
            : ending with
            {
                Next =
                    $"what was switched back to is not well either ({string.Join("; ", wrong)}), so look for a cause that both share; then {ending.Next}",
            };
    }

    private static async Task<IReadOnlyList<CheckResult>> FindAsync(
        VerbRun run,
        Member member,
        CancellationToken cancel
    )
    {
        if (Served.Now(await member.App.ObserveAsync(cancel)) is not { Release: { } release } now)
            return [];
        var checks = new SlotChecks(run, member);
        return checks.Blocking(await checks.AskAllAsync(now.Slot, release.Text, cancel));
    }
}
