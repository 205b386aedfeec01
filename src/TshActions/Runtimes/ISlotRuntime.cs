using TshActions.Core.Releases;
using TshActions.Core.Slots;
using TshActions.Releases;

namespace TshActions.Runtimes;

/// <summary>
/// What differs between slots of systemd and slots of docker on this side of the connection. Starting and stopping is the
/// host helper's, which reads the kind of the slots from its own file.
/// </summary>
public interface ISlotRuntime
{
    /// <summary>Brings a release to the host unless it is there, whole or not at all.</summary>
    /// <returns>A note for a person.</returns>
    Task<string> UploadAsync(ReleaseId release, ReleaseSource source, CancellationToken cancel);

    /// <summary>The port the program of a slot must listen on: its PORT.</summary>
    int ListenPort(Slot slot);

    /// <summary>An environment as this runtime reads it from a file.</summary>
    /// <exception cref="BadInput">A value cannot be written so; the variable is named, its value never.</exception>
    string EnvironmentText(EnvironmentFile file);

    /// <summary>Writes beside a deployment's environment what starts it in a slot, the same each time.</summary>
    /// <returns>Lines for the deployment's spec: `name digest`.</returns>
    Task<IReadOnlyList<string>> WriteDeploymentAsync(
        Slot slot,
        string deployment,
        ReleaseId release,
        CancellationToken cancel
    );

    /// <summary>What a person would ask on the host: state, last log lines, room on the disk.</summary>
    Task<string> DiagnosisAsync(Slot slot, CancellationToken cancel);
}
