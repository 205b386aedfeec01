using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>
/// Whether all hosts of an environment serve the same release. Two hosts cannot change at one instant, so a run that
/// died between them may leave them apart: that is told wherever it is seen, and never guessed away.
/// </summary>
public static class Concord
{
    /// <summary>What each host serves, or null where they agree. Hosts that do not route are refused for that.</summary>
    public static string? Difference(IReadOnlyList<HostState> states)
    {
        var served = states
            .Where(state => state.Routing is Routing.To)
            .Select(state => (state.Host, state[((Routing.To)state.Routing).Slot].Release))
            .ToList();
        return served.Select(host => host.Release).Distinct().Count() > 1
            ? string.Join(
                ", ",
                served.Select(host => $"{host.Release?.Text ?? "nothing"} on {host.Host}")
            )
            : null;
    }

    /// <summary>For those who need them to agree; null where they do.</summary>
    public static Decision.Refusal? Refusal(IReadOnlyList<HostState> states) =>
        Difference(states) is { } apart
            ? new(
                ExitCode.VerdictFail,
                $"the hosts serve different releases: {apart}",
                "deploy the release that all of them shall serve: hosts that have it keep it. Or name it to rollback with `target`"
            )
            : null;

    /// <summary>Plans of one run must lead every host to the same release; null where they do.</summary>
    public static Decision.Refusal? Refusal(IEnumerable<Decision> decisions)
    {
        var plans = decisions.OfType<Decision.Plan>().ToList();
        return plans.Select(plan => plan.Release).Distinct().Count() > 1
            ? new(
                ExitCode.VerdictFail,
                $"the hosts would go to different releases: {string.Join(", ", plans.Select(plan => $"{plan.Release} on {plan.MadeFor.Host}"))}",
                "name the one that all of them keep with `target`; `tsh status` lists what each keeps"
            )
            : null;
    }
}
