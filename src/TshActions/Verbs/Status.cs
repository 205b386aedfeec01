using TshActions.Backups;
using TshActions.Core.Journal;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Verbs;

/// <summary>Says which slot is live, what each holds, and who answers for the site. Changes nothing.</summary>
internal static class Status
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        await using var fleet = (await Fleet.ConnectWhoCanAsync(run, cancel)).RequireOne();
        var states = await fleet.ObserveAsync(cancel);
        List<Ending> troubles = [];
        foreach (var unreached in fleet.Unreached)
        {
            run.Story.Say($"{unreached.Host}");
            run.Story.Say($"  not reached: {unreached.Error.Message}");
            run.Live += $"; unknown on {unreached.Host}";
            troubles.Add(run.End(ExitCode.Host, $"{unreached}", unreached.Error.Advice));
        }

        foreach (var (member, state) in fleet.Members.Zip(states))
            if (await TellAsync(run, member, state, cancel) is { } trouble)
                troubles.Add(trouble);
        if (Concord.Refusal(states) is { } apart)
            troubles.Add(run.End(apart.Code, apart.Reason, apart.Advice));
        foreach (var other in troubles.Skip(1))
            run.Story.Say($"also: {other.What}");
        return troubles.FirstOrDefault()
            ?? run.End(ExitCode.Passed, "nginx, the live slot and the site agree", "nothing");
    }

    private static async Task<Ending?> TellAsync(
        VerbRun run,
        Member member,
        HostState state,
        CancellationToken cancel
    )
    {
        if (state.Routing is not Routing.To(var live))
        {
            var refusal = RoutingRefusal.Of(state);
            return run.End(refusal.Code, refusal.Reason, refusal.Advice);
        }

        var place = member.App.Place;
        var answer = await member.Prober.AskSiteAsync(cancel);
        run.Story.Say($"{member.Name}");
        run.Story.Say($"  live  {state[live]}, port {place.Environment.Port(live)}");
        run.Story.Say($"  idle  {state[live.Other]}, port {place.Environment.Port(live.Other)}");
        run.Story.Say($"  site  {place.SiteUri} answers with {answer.Release ?? answer.Detail}");
        foreach (var line in HistoryText.Lines(state.History))
            run.Story.Say($"  {line}");
        if (place.Manifest.Backup is not null)
            run.Story.Say(
                $"  {HistoryText.Backup((await new Backup(member.App.Leased).ListAsync(cancel)).Age)}"
            );
        return answer.Release == state[live].Release?.Text
            ? Standing(run, state)
            : run.End(
                ExitCode.VerdictFail,
                $"the site answers with {answer.Release ?? answer.Detail}, but nginx routes to {state[live]}",
                "see which server block answers for the site, and the live slot's log"
            );
    }

    /// <summary>What a person should know though clients are served.</summary>
    private static Ending? Standing(VerbRun run, HostState state) =>
        state.History switch
        {
            { Open: { Phase: Phase.Held } open } => run.End(
                ExitCode.VerdictFail,
                $"{state.Host}: {open}, and stays until somebody decides",
                "confirm it with `tsh health-gate`, take it back with `tsh rollback`, or deploy a mended release"
            ),
            { Open: { } open, Lease: null } => run.End(
                ExitCode.VerdictFail,
                $"{state.Host}: {open}, and nobody works on it",
                "`tsh recover` brings it to its end"
            ),
            { Damaged: true } => run.End(
                ExitCode.VerdictFail,
                "the journal on the host is damaged; nginx is believed",
                "`tsh recover` sets it aside"
            ),
            _ => null,
        };
}
