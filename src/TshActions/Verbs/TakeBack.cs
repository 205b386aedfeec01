using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>Takes an unconfirmed release back on every host, by the journal entry that brought it, and proves it.</summary>
internal static class TakeBack
{
    public static async Task<Ending> TellAsync(
        VerbRun run,
        Fleet fleet,
        string reason,
        ReleaseId release,
        CancellationToken cancel
    )
    {
        List<string> stuck = [];
        // The first thing clients notice, on all hosts at once; the slots are cleared afterwards.
        await fleet.EachAsync(
            [.. fleet.Members.Select(member => (member, "Switch back"))],
            async member =>
            {
                await member.App.RevertAsync(reason, cancel);
                return $"{run.Story.Elapsed.TotalSeconds:0.0} s after the decision, of a budget of 120 s";
            }
        );
        await fleet.EachAsync(
            [.. fleet.Members.Select(member => (member, $"Clear the slot of {release}"))],
            async member =>
            {
                var resolved = await member.App.ResolveAsync(reason, cancel);
                if (resolved.Outcome is "held")
                    stuck.Add(member.Name);
                return resolved.ToString();
            }
        );
        var states = await fleet.ObserveAsync(cancel);
        await fleet.EachAsync(
            [
                .. fleet.Members.Select(member =>
                    (member, "Prove that the site answers with the release before")
                ),
            ],
            async member =>
            {
                var state = states.Single(state => state.Host == member.Name);
                var answer = await member.Prober.AskSiteAsync(cancel);
                if (
                    state.Routing is Routing.To(var live)
                    && answer.Release == state[live].Release?.Text
                )
                    return $"{answer.Release}";
                stuck.Add(member.Name);
                return $"it answers with {answer.Release ?? answer.Detail}";
            }
        );
        run.Saw(states, "switched back to");
        run.Output("verdict", stuck.Count is 0 ? "pass" : "fail");
        run.Output("changed", "true");
        return stuck.Count is 0
            ? run.End(
                ExitCode.Passed,
                $"{release} was taken back: {reason}",
                "mend the release, deploy it again through staging"
            )
            : run.End(
                ExitCode.RollbackFailed,
                $"{release} could not be taken back on {string.Join(", ", stuck.Distinct())}: {reason}",
                "look with `tsh status`, and on the host at the slot of the release before"
            );
    }
}
