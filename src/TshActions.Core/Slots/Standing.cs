using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>Whether what a host remembers agrees with what nginx does. Records are caches; nginx is believed.</summary>
internal static class Standing
{
    /// <summary>The reason not to plan anything for this host, or null.</summary>
    public static Decision.Refusal? Refusal(HostState state, Slot live) =>
        state.History.Recorded is { } recorded && recorded != live
            ? new Decision.Refusal(
                ExitCode.Host,
                $"on {state.Host} nginx routes to {state[live]}, but the last run left {recorded.Name} live: somebody moved the traffic by hand",
                $"look which of both is right; `tsh recover` accepts what nginx does and starts what is missing there, on the host `sudo tsh-host rollback APP ENVIRONMENT` goes back"
            )
            : null;
}
