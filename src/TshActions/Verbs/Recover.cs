using TshActions.Core.Reports;

namespace TshActions.Verbs;

/// <summary>
/// Brings what a dead run left to its end. The post step of an action does the same, if its main step could not.
/// </summary>
internal static class Recover
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        await using var fleet = await Fleet.ConnectAsync(run, cancel);
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
            run.Saw(await fleet.ObserveAsync(cancel), "as nginx has it");
            return run.End(ExitCode.Passed, "nothing is left unfinished", "nothing");
        }
        finally
        {
            await fleet.ReleaseAsync(CancellationToken.None);
        }
    }

    /// <summary>After an action, whatever became of it: only what its own token still holds is touched.</summary>
    public static async Task<Ending> AfterwardsAsync(VerbRun run, CancellationToken cancel)
    {
        await using var fleet = await Fleet.ConnectAsync(run, cancel);
        foreach (var member in fleet.Members)
            await member.App.EnsureHelperAsync(cancel);
        List<string> found = [];
        foreach (var member in fleet.Members)
            if (await member.App.ReclaimAsync(cancel) is { Outcome: not "nothing" } resolved)
                found.Add($"{resolved} on {member.Name}");
        run.Saw(await fleet.ObserveAsync(cancel), "as found");
        return found.Count is 0
            ? run.End(ExitCode.Passed, "nothing was left behind", "nothing")
            : run.End(
                ExitCode.FailedPreviousLive,
                $"the step before did not come to its end: {string.Join("; ", found)}",
                "see in its log where it stopped; then run again"
            );
    }
}
