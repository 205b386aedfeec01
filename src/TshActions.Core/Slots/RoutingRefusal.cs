using System.Diagnostics;
using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>The one answer of every planner when nginx cannot say which slot is live.</summary>
public static class RoutingRefusal
{
    public static Decision.Refusal Of(HostState state) =>
        state.Routing switch
        {
            Routing.Broken(var message) => new(
                ExitCode.Host,
                $"nginx on {state.Host} refuses its own configuration, and nothing of this app was touched yet: {message}",
                "mend the file nginx names, check with `sudo nginx -t`, then run again"
            ),
            Routing.NotSetUp(var reason) => new(
                ExitCode.Host,
                $"nginx on {state.Host} does not know the two slots: {reason}",
                "run `tsh setup` once for this environment; it prints the include line the site needs"
            ),
            _ => throw new UnreachableException(),
        };
}
