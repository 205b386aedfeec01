using System.Collections.Concurrent;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>
/// Brings what a dead run left to its end. The post step of an action does the same, if its main step could not.
/// </summary>
internal static class Recover
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        await using var fleet = (await Fleet.ConnectWhoCanAsync(run, cancel)).RequireOne();
        try
        {
            run.Live = "unknown: what a dead run left is brought to its end";
            // Each host as far as it comes, whatever becomes of the others.
            var troubles = await fleet.EveryAsync(
                [
                    .. fleet.Members.Select(member =>
                        (member, "End what was left, write down what nginx does, and have it run")
                    ),
                ],
                async member =>
                {
                    await fleet.TakeLeaseAsync(
                        member,
                        run.Inputs.IsOn("force"),
                        adopt: false,
                        cancel
                    );
                    await member.App.AcceptAsync(cancel);
                    return "";
                }
            );
            var states = await fleet.SeeWhoCanAsync("as nginx has it", cancel);
            return Unreached(run, fleet) ?? Stuck(run, troubles) ?? Left(run, states);
        }
        finally
        {
            await fleet.ReleaseAsync(cancel);
        }
    }

    /// <summary>After an action, whatever became of it: only what its own token still holds is touched.</summary>
    public static async Task<Ending> AfterwardsAsync(VerbRun run, CancellationToken cancel)
    {
        await using var fleet = (await Fleet.ConnectWhoCanAsync(run, cancel)).RequireOne();
        ConcurrentBag<(string Outcome, string Told)> found = [];
        var troubles = await fleet.EveryAsync(
            [.. fleet.Members.Select(member => (member, "See what the step left"))],
            async member =>
            {
                await member.App.EnsureHelperAsync(cancel);
                var resolved = await member.App.ReclaimAsync(cancel);
                if (resolved.Outcome is not "nothing")
                    found.Add((resolved.Outcome, $"{resolved} on {member.Name}"));
                return resolved.ToString();
            }
        );
        await fleet.SeeWhoCanAsync("as found", cancel);
        var told = string.Join("; ", found.Select(one => one.Told));
        return Unreached(run, fleet)
            ?? Stuck(run, troubles)
            ?? (
                found.IsEmpty ? run.End(ExitCode.Passed, "nothing was left behind", "nothing")
                : found.All(one => one.Outcome is "confirmed" or "rolled-back")
                    ? run.End(
                        ExitCode.Passed,
                        $"the step before had done its work, and is ended now: {told}",
                        "nothing"
                    )
                : run.End(
                    found.Any(one => one.Outcome is "held")
                        ? ExitCode.VerdictFail
                        : ExitCode.FailedPreviousLive,
                    $"the step before did not come to its end: {told}",
                    "see in its log where it stopped; then run again"
                )
            );
    }

    private static Ending? Stuck(VerbRun run, IReadOnlyList<Trouble> troubles) =>
        troubles is [var first, ..]
            ? run.End(first.Error.Code, string.Join("; ", troubles), first.Error.Advice)
            : null;

    private static Ending Left(VerbRun run, IReadOnlyList<HostState> states)
    {
        if (states.FirstOrDefault(state => state.Routing is not Routing.To) is { } astray)
        {
            var refusal = RoutingRefusal.Of(astray);
            return run.End(refusal.Code, refusal.Reason, refusal.Advice);
        }

        if (states.FirstOrDefault(state => state.History.Open is not null) is { } open)
            return run.End(
                ExitCode.VerdictFail,
                $"{open.Host}: {open.History.Open}, and stays until somebody decides",
                "confirm it with `tsh health-gate`, take it back with `tsh rollback`, or deploy a mended release"
            );
        return Concord.Refusal(states) is { } apart
            ? run.End(apart.Code, $"nothing is left unfinished, but {apart.Reason}", apart.Advice)
            : run.End(ExitCode.Passed, "nothing is left unfinished", "nothing");
    }

    private static Ending? Unreached(VerbRun run, Fleet fleet)
    {
        if (fleet.Unreached.Count is 0)
            return null;
        foreach (var trouble in fleet.Unreached)
            run.Live += $"; unknown on {trouble.Host}";
        return run.End(
            ExitCode.Host,
            $"{string.Join("; ", fleet.Unreached)}. The other hosts are at their end",
            "what a dead run left there ends by itself, by the host's own guard; run `tsh status` when it is heard again"
        );
    }
}
