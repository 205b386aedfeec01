using TshActions.Core.Releases;
using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>The answer of a planner: steps to carry out, nothing to do, or a refusal with its reason.</summary>
public abstract record Decision
{
    /// <summary>Steps that hold for <paramref name="MadeFor"/> and no other state.</summary>
    public sealed record Plan(
        HostState MadeFor,
        Slot From,
        Slot To,
        ReleaseId Release,
        IReadOnlyList<Step> Steps
    ) : Decision
    {
        /// <summary>The deployment on the host that gets the traffic, or null for one that is brought there first.</summary>
        public string? Deployment { get; init; }
    }

    public sealed record NothingToDo(string Reason, Slot Live) : Decision;

    public sealed record Refusal(ExitCode Code, string Reason, string Advice) : Decision;
}
