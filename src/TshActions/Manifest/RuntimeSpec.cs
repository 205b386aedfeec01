namespace TshActions.Manifest;

/// <summary>How a slot runs a release.</summary>
public abstract record RuntimeSpec(TimeSpan StartTimeout, TimeSpan StopTimeout);

/// <param name="Unit">Name pattern of the unit, without `.service`.</param>
/// <param name="Command">What starts the release, with `{port}` in it.</param>
public sealed record SystemdSpec(
    string Unit,
    string Command,
    TimeSpan StartTimeout,
    TimeSpan StopTimeout
) : RuntimeSpec(StartTimeout, StopTimeout);

/// <param name="Image">Repository of the image, without tag or digest.</param>
/// <param name="Container">Name pattern of the container.</param>
/// <param name="Port">Inside the container; means nothing with <see cref="OnHostNetwork"/>.</param>
/// <param name="Command">Instead of the image's own; may hold `{port}`.</param>
/// <param name="Network">`bridge`, `host` or the name of a network.</param>
/// <param name="Mounts">As `docker run --volume` takes them.</param>
/// <param name="Memory">Bytes; null: no limit.</param>
/// <param name="Cpus">Null: no limit.</param>
/// <param name="Pids">Null: no limit.</param>
/// <param name="Health">A shell command run in the container; null: the image's own check, if it has one.</param>
/// <param name="LogMaxSize">Bytes of one log file.</param>
public sealed record DockerSpec(
    string Image,
    string Container,
    int Port,
    string? Command,
    string Network,
    IReadOnlyList<string> Mounts,
    long? Memory,
    double? Cpus,
    int? Pids,
    string? Health,
    long LogMaxSize,
    int LogMaxFiles,
    TimeSpan StartTimeout,
    TimeSpan StopTimeout
) : RuntimeSpec(StartTimeout, StopTimeout)
{
    /// <summary>The container has the host's network, so the program itself must listen on the slot's port.</summary>
    public bool OnHostNetwork => Network is "host";
}

/// <summary>Whether both slots may run a process at once.</summary>
public enum Overlap
{
    /// <summary>Runs in both slots, like the web process.</summary>
    Allowed,

    /// <summary>Runs in the live slot only and moves with the switch.</summary>
    Singleton,
}

/// <summary>A process beside the web process of a slot, from the same release with the same environment.</summary>
public sealed record ProcessSpec(string Name, string Command, Overlap Overlap);
