using System.Collections.Concurrent;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>
/// Takes a release back on every host and proves it: by the journal entry that brought it where nobody confirmed it yet,
/// by a rollback where somebody did. A host that is not heard does the first by itself.
/// </summary>
internal static class TakeBack
{
    /// <param name="decided">When it was, on the clock of the story.</param>
    public static async Task<Ending> TellAsync(
        VerbRun run,
        Fleet fleet,
        string reason,
        ReleaseId release,
        TimeSpan decided,
        CancellationToken cancel
    )
    {
        ConcurrentDictionary<string, Trouble> troubles = [];
        // The first thing clients notice, on all hosts at once; the slots are cleared afterwards.
        await EveryAsync(
            "Switch back",
            async member =>
            {
                await member.App.RevertAsync(reason, cancel);
                member.Settled = member.Lease?.Open is { IsUnconfirmed: true } open
                    ? $"{open.From.Name}, switched back to; the host clears {open.To.Name} by itself"
                    : null;
                return $"{(run.Story.Elapsed - decided).TotalSeconds:0.0} s after the decision, of a budget of 120 s";
            }
        );
        await EveryAsync(
            $"Clear the slot of {release}",
            async member =>
            {
                var resolved = await member.App.ResolveAsync(reason, cancel);
                if (resolved.Outcome is "held")
                    throw Stuck(resolved.ToString());
                troubles.TryRemove(member.Name, out _);
                return
                    resolved.Outcome is "nothing"
                    && Served.Now(await member.App.ObserveAsync(cancel))?.Release == release
                    ? await WayBack.GoAsync(run, member, reason, cancel)
                    : resolved.ToString();
            }
        );
        ConcurrentDictionary<string, Served> served = [];
        await EveryAsync(
            "Prove that the site answers with the release before",
            async member =>
            {
                var state = await member.App.ObserveAsync(cancel);
                var now = Served.Now(state) ?? throw Stuck(RoutingRefusal.Of(state).Reason);
                served[member.Name] = now;
                var answer = await member.Prober.AskSiteAsync(cancel);
                return answer.Release == now.Release?.Text
                    ? $"{answer.Release}"
                    : throw Stuck($"it answers with {answer.Release ?? answer.Detail}");
            }
        );

        if (served.Count == fleet.Members.Count)
            run.Saw([.. fleet.Members.Select(member => served[member.Name])], "switched back to");
        else
            run.SawNothing();
        if (!troubles.IsEmpty)
            run.Live = string.Join("; ", fleet.Members.Select(Live));
        run.Output("verdict", troubles.IsEmpty ? "pass" : "fail");
        run.Output("changed", "true");
        return troubles.IsEmpty
            ? run.End(
                ExitCode.Passed,
                $"{release} was taken back: {reason}",
                "mend the release, deploy it again through staging"
            )
            : run.End(
                ExitCode.RollbackFailed,
                $"{release} could not be taken back on {string.Join(", ", troubles.Keys)}: {reason}",
                "look with `tsh status`, and on the host at the slot of the release before"
            );

        // A host that is not heard is not asked again; the others are brought to their end.
        async Task EveryAsync(string title, Func<Member, Task<string>> carryOut)
        {
            foreach (
                var trouble in await fleet.EveryAsync(
                    [
                        .. fleet
                            .Members.Where(member =>
                                troubles.GetValueOrDefault(member.Name) is not { Unheard: true }
                            )
                            .Select(member => (member, title)),
                    ],
                    carryOut
                )
            )
                troubles[trouble.Host] = trouble;
        }

        string Live(Member member) =>
            (troubles.GetValueOrDefault(member.Name), served.GetValueOrDefault(member.Name)) switch
            {
                (null, { } now) => $"{now}{member.On}, switched back to",
                ({ Unheard: true }, _) => $"unknown{member.On}: {member.WhenSilent}",
                (_, { } now) => $"{now}{member.On}, by what nginx says",
                _ => $"unknown{member.On}",
            };
    }

    private static ActionException Stuck(string said) =>
        new(ExitCode.RollbackFailed, said, "look at the slot of the release before, on the host");
}
