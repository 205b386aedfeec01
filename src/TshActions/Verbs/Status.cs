using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;

namespace TshActions.Verbs;

/// <summary>Says which slot is live, what each holds, and who answers for the site. Changes nothing.</summary>
internal static class Status
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlace();
        await using var host = await run.ConnectAsync(place, place.Host.User, cancel);
        using var prober = new Prober(host, place, run.Time);

        var state = await new TrafficMove(run, new AppHost(host, place), prober).ObserveAsync(
            cancel
        );
        if (state.Routing is not Routing.To(var live))
        {
            var refusal = RoutingRefusal.Of(state);
            return new Ending(refusal.Code, refusal.Reason, run.Where, run.Live, refusal.Advice);
        }

        var answer = await prober.AskSiteAsync(cancel);
        run.Story.Say($"  live  {state[live]}, port {place.Environment.Port(live)}");
        run.Story.Say($"  idle  {state[live.Other]}, port {place.Environment.Port(live.Other)}");
        run.Story.Say(
            $"  site  {place.Environment.Site} answers with {answer.Release ?? answer.Detail}"
        );
        return answer.Release == state[live].Release?.Text
            ? new Ending(
                ExitCode.Passed,
                "nginx, the live slot and the site agree",
                run.Where,
                run.Live,
                "nothing"
            )
            : new Ending(
                ExitCode.VerdictFail,
                $"the site answers with {answer.Release ?? answer.Detail}, but nginx routes to {state[live]}",
                run.Where,
                run.Live,
                "see which server block answers for the site, and the live slot's log"
            );
    }
}
