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
            Routing.Down(var slot) => new(
                ExitCode.Host,
                $"nginx on {state.Host} does not run{(slot is { } known ? $" (its files name {known.Name})" : "")}, so no switch could be proven",
                "see why with `systemctl status nginx`, start it with `sudo systemctl start nginx`, then run again"
            ),
            Routing.Disagrees(var slot, var app, var environment) => new(
                ExitCode.Host,
                slot is { } named
                    ? $"nginx on {state.Host} may not run what its files say: they name {named.Name}, but its workers are older than that"
                    : $"nginx on {state.Host} includes a live.upstream that set-up did not write, so nobody knows which slot is live",
                $"have nginx read one slot for sure: `sudo tsh-host reload {app} {environment} {slot?.Name ?? "blue"}` (or {(slot ?? Slot.Blue).Other.Name}, whichever answers at the site now), then run again"
            ),
            Routing.Remembered(_, var setting, var valid) => new(
                ExitCode.Host,
                $"nginx on {state.Host} has `open_file_cache {setting}` where the site is, and looks for the flag file only every {valid}: traffic would not move when it should",
                "put `open_file_cache off;` into the site's server block and reload nginx, or use `switch: reload`"
            ),
            _ => throw new UnreachableException(),
        };
}
