using TshActions.Rig.Docker;
using TshActions.Rig.Erp;

namespace TshActions.Rig.KillMatrix;

/// <summary>The manifest of the matrix: a short lease, so that a cell that waits for its end is short too.</summary>
internal static class MatrixManifest
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    /// <param name="bake">Long where the release is to sicken in it: a fast gate might be over before.</param>
    public static string Text(Vps vps, TimeSpan bake, bool inContainers)
    {
        var usual = ErpManifest.Of(vps) with
        {
            Lease = $"{Lease.TotalSeconds}s",
            Proxy = $"drain-timeout: {Drain.TotalSeconds}s",
            Interval = "500ms",
            Deadline = "30s",
            Bake = $"{bake.TotalSeconds}s",
        };
        // In the host's own network: a published port would be docker's to carry, and go with its daemon.
        return (
            inContainers ? usual with { Runtime = ErpManifest.Containers("host") } : usual
        ).Text;
    }
}
