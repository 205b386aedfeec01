using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Ssh;

namespace TshActions.Manifest;

/// <param name="Hosts">At least one.</param>
/// <param name="MaxParallel">Hosts worked on at once; null: all.</param>
public sealed record EnvironmentSpec(
    string Name,
    string Branch,
    Uri Site,
    string? Requires,
    IReadOnlyList<HostSpec> Hosts,
    int? MaxParallel,
    int BluePort,
    int GreenPort,
    GatePolicy Gate
)
{
    public int Port(Slot slot) => slot is Slot.Blue ? BluePort : GreenPort;
}

/// <param name="Site">Where this host alone answers for the site; null: at the environment's.</param>
public sealed record HostSpec(
    string Name,
    string Address,
    int Port,
    string User,
    HostKey Key,
    Uri? Site = null
);
