using System.Diagnostics;
using System.Globalization;
using TshActions.Core.Containers;
using TshActions.Core.Images;
using TshActions.Core.Releases;
using TshActions.Core.Slots;
using TshActions.Manifest;

namespace TshActions.Runtimes;

/// <summary>The containers of one deployment in one slot, from what the manifest says.</summary>
internal sealed record SlotContainers(
    Place Place,
    Slot Slot,
    string Deployment,
    ReleaseId Release,
    Digest Image
)
{
    /// <summary>Each file of arguments by its name in the deployment's folder.</summary>
    public IEnumerable<(string File, IReadOnlyList<string> Arguments)> Files =>
        [
            ($"container.{Slot.Name}", Web.Arguments),
            .. Place.Manifest.Processes.Select(process =>
                ($"container.{Slot.Name}-{process.Name}", Beside(process).Arguments)
            ),
            ("container.once", Bare(Place.OnceContainer, "once").OnceArguments),
        ];

    /// <summary>The port the web process listens on: its own in the container, the slot's in the host's network.</summary>
    public static int ListenPort(Place place, Slot slot) =>
        place.Manifest.Runtime is DockerSpec { OnHostNetwork: false } docker
            ? docker.Port
            : place.Environment.Port(slot);

    private DockerSpec Docker => (DockerSpec)Place.Manifest.Runtime;

    private ContainerSpec Web =>
        Bare(Place.Container(Slot), null) with
        {
            Publish = new PublishedPort(Place.Environment.Port(Slot), Docker.Port),
            Health = Docker.Health,
            Command = Docker.Command is { } command
                ? Words(
                    "runtime.command",
                    command.Replace(
                        "{port}",
                        ListenPort(Place, Slot).ToString(CultureInfo.InvariantCulture)
                    )
                )
                : [],
        };

    private ContainerSpec Beside(ProcessSpec process) =>
        Bare(Place.ProcessContainer(process, Slot), process.Name) with
        {
            Command = Words($"processes.{process.Name}.command", process.Command),
        };

    private ContainerSpec Bare(string name, string? process) =>
        new(
            name,
            new ContainerLabels(
                Place.Manifest.App,
                Place.Environment.Name,
                Slot.Name,
                Release.Text,
                Deployment,
                process
            ),
            Image,
            [
                $"{Place.Root}/deployments/{Deployment}/app.env",
                $"{Place.Root}/deployments/{Deployment}/release.env",
            ],
            [
                $"TSH_SLOT={Slot.Name}",
                $"PORT={ListenPort(Place, Slot).ToString(CultureInfo.InvariantCulture)}",
            ],
            Publish: null,
            Docker.Network,
            Command: [],
            Docker.Mounts,
            new ContainerLimits(
                Docker.Memory,
                Docker.Cpus,
                Docker.Pids,
                Docker.LogMaxSize,
                Docker.LogMaxFiles
            ),
            Health: null,
            Docker.StartTimeout,
            Docker.StopTimeout
        );

    private static IReadOnlyList<string> Words(string key, string command) =>
        CommandWords.Of(command) switch
        {
            CommandWords.Split(var words) => words,
            CommandWords.Unreadable(var reason) => throw new BadInput(
                $"`{key}` is `{command}`, and {reason}",
                "write it as for a shell; it is split into words with quotes and backslashes, and run without a shell"
            ),
            _ => throw new UnreachableException(),
        };
}
