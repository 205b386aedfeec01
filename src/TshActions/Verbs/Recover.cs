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
            await fleet.TakeLeasesAsync(run.Inputs.IsOn("force"), adopt: false, cancel);
            await fleet.EachAsync(
                [
                    .. fleet.Members.Select(member =>
                        (member, "Write down what nginx does, and have it run")
                    ),
                ],
                async member =>
                {
                    await member.App.AcceptAsync(cancel);
                    return "";
                }
            );
            var states = await fleet.ObserveAsync(cancel);
            run.Saw(states, "as nginx has it");
            return Unreached(run, fleet)
                ?? (
                    Concord.Refusal(states) is { } apart
                        ? run.End(
                            apart.Code,
                            $"nothing is left unfinished, but {apart.Reason}",
                            apart.Advice
                        )
                        : run.End(ExitCode.Passed, "nothing is left unfinished", "nothing")
                );
        }
        finally
        {
            await fleet.ReleaseAsync(CancellationToken.None);
        }
    }

    /// <summary>After an action, whatever became of it: only what its own token still holds is touched.</summary>
    public static async Task<Ending> AfterwardsAsync(VerbRun run, CancellationToken cancel)
    {
        await using var fleet = (await Fleet.ConnectWhoCanAsync(run, cancel)).RequireOne();
        foreach (var member in fleet.Members)
            await member.App.EnsureHelperAsync(cancel);
        List<string> found = [];
        foreach (var member in fleet.Members)
            if (await member.App.ReclaimAsync(cancel) is { Outcome: not "nothing" } resolved)
                found.Add($"{resolved} on {member.Name}");
        run.Saw(await fleet.ObserveAsync(cancel), "as found");
        return Unreached(run, fleet) is { } unreached ? unreached
            : found.Count is 0 ? run.End(ExitCode.Passed, "nothing was left behind", "nothing")
            : run.End(
                ExitCode.FailedPreviousLive,
                $"the step before did not come to its end: {string.Join("; ", found)}",
                "see in its log where it stopped; then run again"
            );
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
