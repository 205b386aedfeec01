using static TshActions.Manifest.HostScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>What runs in a slot, key by key.</summary>
internal static class RuntimeShape
{
    private static readonly Key[] Timeouts =
    [
        new(
            "start-timeout",
            LastingDuration("How long a start may take until it is called failed."),
            Default: "90s"
        ),
        new(
            "stop-timeout",
            LastingDuration("How long a stopped slot may finish its requests before it is killed."),
            Default: "30s"
        ),
    ];

    public static Kinds Runtime =>
        new(
            "How a slot runs a release.",
            "kind",
            "What runs the slots.",
            [("systemd", Systemd), ("docker", Docker)]
        );

    public static Table Processes =>
        new(
            "Processes beside the web process of a slot, like workers and schedulers: from the same release, with the same environment.",
            Name("Name of the process; part of unit and container names."),
            new Map(
                "One process.",
                [
                    new(
                        "command",
                        Text(
                            "What starts it; for systemd with an absolute program path, run in the release folder. It must end on SIGTERM within `runtime.stop-timeout`."
                        ),
                        Required: true
                    ),
                    new(
                        "overlap",
                        new Choice(
                            "`allowed` runs in both slots while both are up; `singleton` runs in the live slot only and moves with the switch, so there is never a second one.",
                            ["allowed", "singleton"]
                        ),
                        Required: true
                    ),
                ]
            )
        );

    private static Map Systemd =>
        new(
            "Slots are systemd units that run in the uploaded release folder.",
            [
                new(
                    "unit",
                    Text(
                        "Name of the unit; {app}, {environment} and {slot} are filled in, and {slot} must be there."
                    ),
                    Default: "{app}-{environment}-{slot}"
                ),
                new(
                    "command",
                    Text(
                        "What starts the release, with an absolute program path, run in the release folder; {port} is filled in. It must listen on 127.0.0.1 and finish running requests on SIGTERM."
                    ),
                    Required: true
                ),
                .. Timeouts,
            ]
        );

    private static Map Docker =>
        new(
            "Slots are containers of an image, with the slot's port published on 127.0.0.1.",
            [
                new(
                    "image",
                    Image(
                        "The image's repository, like ghcr.io/tsh/erp; the digest comes with each deployment."
                    ),
                    Required: true
                ),
                new(
                    "container",
                    Text(
                        "Name of the container; {app}, {environment} and {slot} are filled in, and {slot} must be there."
                    ),
                    Required: true
                ),
                new(
                    "port",
                    Port(
                        "The port the program listens on inside the container, on 0.0.0.0; given as PORT."
                    ),
                    Default: "8000"
                ),
                new(
                    "command",
                    Text(
                        "What starts the release in the container, instead of the image's own command; {port} is filled in with the port to listen on."
                    )
                ),
                new(
                    "network",
                    Network(
                        "`bridge`, `host` or the name of a docker network that is there. With `host` the program itself must listen on the slot's port on 127.0.0.1: it is given as PORT and as {port} in `command`."
                    ),
                    Default: "bridge"
                ),
                new(
                    "mounts",
                    new List(
                        "Folders and volumes both slots share with the host.",
                        Mount(
                            "An absolute path on the host or a volume's name, a colon, and an absolute path in the container; `:ro` behind it for reading only."
                        ),
                        AtLeast: 0
                    )
                ),
                // docker itself refuses less than 6 × 1024 × 1024 bytes.
                new(
                    "memory",
                    SizeFrom(
                        "The most memory one container may take; without it there is no limit.",
                        "7MB"
                    )
                ),
                new(
                    "cpus",
                    Amount(
                        "The most processors one container may take, like 1.5; without it there is no limit."
                    )
                ),
                new(
                    "pids",
                    Number(
                        "The most processes and threads one container may have; without it there is no limit.",
                        8,
                        1_000_000
                    )
                ),
                new(
                    "health",
                    Text(
                        "A shell command run in the container every 5s; a container whose command keeps failing never counts as started. Without it the image's own check counts, if it has one."
                    )
                ),
                new(
                    "log-max-size",
                    SizeFrom("A container's log file is rotated at this size.", "1KB"),
                    Default: "10MB"
                ),
                new(
                    "log-max-files",
                    Number("This many log files of a container are kept.", 1, 1000),
                    Default: "3"
                ),
                .. Timeouts,
            ]
        );
}
