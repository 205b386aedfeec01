using System.Globalization;
using TshActions.Core.Images;

namespace TshActions.Core.Containers;

/// <summary>
/// The container of one process of one slot, as the exact arguments of `docker create`. They are written beside the
/// deployment, so that what ran can be run again, and compared.
/// </summary>
/// <param name="Image">The image's id on the host; no tag, which may move.</param>
/// <param name="EnvFiles">Paths on the host, the later ones win.</param>
/// <param name="Variables">`NAME=value`, nothing secret: what differs between the slots. They win over the files.</param>
/// <param name="Publish">Null for a process that listens on no port.</param>
/// <param name="Command">Instead of the image's own command; empty: the image's own. Its entry point stays.</param>
/// <param name="Mounts">As `docker run --volume` takes them.</param>
/// <param name="Health">A shell command run in the container; null: the image's own check, if it has one.</param>
/// <param name="StartTimeout">While it lasts a failing health check does not count.</param>
public sealed record ContainerSpec(
    string Name,
    ContainerLabels Labels,
    Digest Image,
    IReadOnlyList<string> EnvFiles,
    IReadOnlyList<string> Variables,
    PublishedPort? Publish,
    string Network,
    IReadOnlyList<string> Command,
    IReadOnlyList<string> Mounts,
    ContainerLimits Limits,
    string? Health,
    TimeSpan StartTimeout,
    TimeSpan StopTimeout
)
{
    public bool OnHostNetwork => Network is "host";

    /// <summary>Everything behind `docker create`.</summary>
    public IReadOnlyList<string> Arguments =>
        [
            "--name",
            Name,
            "--restart",
            "unless-stopped",
            "--stop-timeout",
            Seconds(StopTimeout),
            .. Published,
            .. HealthCheck,
            .. Surroundings,
            Image.Text,
            .. Command,
        ];

    /// <summary>
    /// Everything behind `docker run` for one command of the team, like a migration: same image, environment, network,
    /// mounts and limits, no port, no health check, gone when it ends. The command follows, for the image's shell: the
    /// entry point is left out, because many start the application whatever they are told.
    /// </summary>
    public IReadOnlyList<string> OnceArguments =>
        [
            "--name",
            Name,
            "--rm",
            "--no-healthcheck",
            // By name alone: the client's own, where the migration's lock-timeout stands.
            "--env",
            "PGOPTIONS",
            .. Surroundings,
            "--entrypoint",
            "sh",
            Image.Text,
            "-c",
        ];

    // The web process of a slot answers on loopback only: nginx is the one way in.
    private IEnumerable<string> Published =>
        Publish is { } port && !OnHostNetwork
            ? ["--publish", $"127.0.0.1:{port.OnHost}:{port.Inside}"]
            : [];

    private IEnumerable<string> HealthCheck =>
        Health is null
            ? []
            :
            [
                "--health-cmd",
                Health,
                "--health-interval",
                "5s",
                "--health-timeout",
                "5s",
                "--health-retries",
                "3",
                "--health-start-period",
                $"{Seconds(StartTimeout)}s",
            ];

    // An id is never to be looked for in a registry: `sha256` would be taken for a repository of Docker Hub.
    private IEnumerable<string> Surroundings =>
        [
            "--pull",
            "never",
            "--init",
            "--network",
            Network,
            .. Labels.Pairs.SelectMany(label => new[] { "--label", label }),
            .. EnvFiles.SelectMany(file => new[] { "--env-file", file }),
            .. Variables.SelectMany(variable => new[] { "--env", variable }),
            .. Mounts.SelectMany(mount => new[] { "--volume", mount }),
            .. Limits.Flags,
        ];

    private static string Seconds(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>A port on the host's loopback and the one inside the container it leads to.</summary>
public sealed record PublishedPort(int OnHost, int Inside);

/// <summary>What tells a container of ours from a stranger's.</summary>
/// <param name="Process">Name of a process beside the web process; null for that one itself.</param>
public sealed record ContainerLabels(
    string App,
    string Environment,
    string Slot,
    string Release,
    string Deployment,
    string? Process
)
{
    public IEnumerable<string> Pairs =>
        [
            $"sh.tsh.app={App}",
            $"sh.tsh.environment={Environment}",
            $"sh.tsh.slot={Slot}",
            $"sh.tsh.release={Release}",
            $"sh.tsh.deployment={Deployment}",
            .. Process is null ? Array.Empty<string>() : [$"sh.tsh.process={Process}"],
        ];
}
