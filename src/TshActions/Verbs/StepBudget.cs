using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>How long a step may take before it fails, as the manifest says; null for what takes moments, and for an upload.</summary>
public static class StepBudget
{
    public static TimeSpan? Of(Step step, Place place)
    {
        var manifest = place.Manifest;
        return step switch
        {
            Step.Prepare => manifest.Runtime.StopTimeout + Prepare(manifest),
            // The dump, and reading it back.
            Step.Backup => 2 * manifest.Backup?.Timeout,
            Step.Migrate => manifest.Migrations?.Timeout,
            Step.Start => manifest.Runtime.StartTimeout,
            Step.GateBeforeSwitch => place.Environment.Gate.PreSwitch.Deadline,
            Step.CheckWarm => PlanRunner.OneLook.Deadline,
            Step.Prove => manifest.Identity.Timeout,
            Step.Drain => manifest.Proxy.DrainTimeout,
            _ => null,
        };
    }

    private static TimeSpan Prepare(DeployManifest manifest) =>
        manifest.Release.Prepare is null ? TimeSpan.Zero : manifest.Release.PrepareTimeout;
}
