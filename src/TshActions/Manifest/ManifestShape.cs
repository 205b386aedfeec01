using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>The manifest, key by key. What is not here is refused.</summary>
public static class ManifestShape
{
    public static Map Root { get; } =
        new(
            "What TSH Actions knows of one application: everything that is not a secret.",
            [
                new(
                    "version",
                    new Text(
                        "Version of this format; `tsh init --upgrade` converts older ones.",
                        $"the number {ManifestVersion.Current}, or leave `version` out",
                        $"^{ManifestVersion.Current}$",
                        text => text == $"{ManifestVersion.Current}"
                    ),
                    Default: $"{ManifestVersion.Current}"
                ),
                new(
                    "app",
                    Name("Name of the application; part of folder, unit and nginx names."),
                    Required: true
                ),
                new(
                    "environments",
                    new Table(
                        "The places the app runs in.",
                        Name("Name of a GitHub environment."),
                        Environment
                    ),
                    Required: true
                ),
                new("runtime", RuntimeShape.Runtime, Required: true),
                new("processes", RuntimeShape.Processes),
                new("release", Release),
                new("proxy", Proxy),
                new("database", DatabaseShape.Database),
                new("migrations", DatabaseShape.Migrations),
                new("backup", DatabaseShape.Backup),
                new("drift", DriftShape.Drift),
                new("preflight", PreflightShape.Preflight),
                new("notify", NotifyShape.Notify),
                new("gate", GateShape.Gate),
                new(
                    "lease",
                    DurationBetween(
                        "This long after the last sign of life of a run the host acts by itself: it takes an unconfirmed switch back, and another run may take over.",
                        "20s",
                        "90s"
                    ),
                    Default: "60s"
                ),
                new("retention", Retention),
                new("overlap", Overlap),
            ]
        );

    private static Map Environment =>
        new(
            "One environment.",
            [
                new("branch", Text("The branch whose pushes deploy here."), Required: true),
                new(
                    "site",
                    Url("The address clients use; switches are proven and gates look through it."),
                    Required: true
                ),
                new(
                    "hosts",
                    new List("The hosts of the environment.", Host, AtLeast: 1),
                    Required: true
                ),
                new(
                    "slots",
                    new Map(
                        "The two slots.",
                        [
                            new("blue", SlotShape, Required: true),
                            new("green", SlotShape, Required: true),
                        ]
                    ),
                    Required: true
                ),
                new(
                    "max-parallel",
                    Number("Hosts worked on at once; without it all are.", 1, 1000)
                ),
                new("requires", Name("The environment a release must have been proven in before.")),
                new(
                    "bake",
                    LastingDuration(
                        "How long the gate watches after a switch, instead of gate.post-switch.bake."
                    )
                ),
            ]
        );

    private static Map Host =>
        new(
            "One VPS, reached by ssh.",
            [
                new("name", Name("What reports call it."), Required: true),
                new("address", Address("DNS name or IP address."), Required: true),
                new("port", Port("Port of sshd."), Default: "22"),
                new("user", User("The unprivileged user that deploys."), Default: "deploy"),
                new("host-key", HostKey, Required: true),
                new(
                    "site",
                    Url(
                        "The address at which this host alone answers for the site, which each of several hosts needs; a single host answers at the environment's."
                    )
                ),
            ]
        );

    private static Text HostKey =>
        new(
            "The host's public key, as `ssh-keyscan -t ed25519 <address>` prints it behind the address; compare its fingerprint on the host's own console. It is pinned: no other key is ever accepted.",
            "a public host key like `ssh-ed25519 AAAA…`",
            "^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/]+=*( .*)?$",
            Ssh.HostKey.IsWellFormed
        );

    private static Map SlotShape =>
        new(
            "One slot.",
            [
                new(
                    "port",
                    Port("The loopback port the release listens on in this slot."),
                    Required: true
                ),
            ]
        );

    private static Map Release =>
        new(
            "What is carried to the host.",
            [
                new(
                    "exclude",
                    new List(
                        "File and folder names left out, wherever they stand.",
                        Text("A name; * stands for any characters."),
                        AtLeast: 0
                    )
                ),
                new(
                    "prepare",
                    Text(
                        "A command run once in the release folder on the host after the upload, like installing packages into it."
                    )
                ),
                new("prepare-timeout", LastingDuration("How long it may take."), Default: "10m"),
            ]
        );

    private static Map Proxy =>
        new(
            "The web server that decides which slot is live.",
            [
                new("kind", new Choice("The web server.", ["nginx"]), Default: "nginx"),
                new(
                    "switch",
                    new Choice(
                        "How traffic moves: `file` by a flag file that nginx looks at for each request; `reload` by an included upstream and a reload, for sites whose configuration may hold nothing else.",
                        ["file", "reload"]
                    ),
                    Default: "file"
                ),
                new(
                    "drain-timeout",
                    Duration("How long requests running in the old slot are waited for."),
                    Default: "30s"
                ),
                new(
                    "keepalive",
                    LastingDuration(
                        "How long nginx keeps an idle connection to a slot; must be shorter than the application's own keep-alive time (uvicorn and Node: 5s)."
                    ),
                    Default: "4s"
                ),
            ]
        );

    private static Map Retention =>
        new(
            "What stays on the host to go back to.",
            [
                new(
                    "releases",
                    Number(
                        "Good releases kept beside the live and the warm one; failed ones do not count.",
                        1,
                        100
                    ),
                    Default: "5"
                ),
            ]
        );

    private static Map Overlap =>
        new(
            "What a host must have to spare while both slots run; a deployment to one that has less is refused.",
            [
                new(
                    "memory",
                    SizeFrom(
                        "Memory that must be available before the second slot starts; without it none is asked for.",
                        "1MB"
                    )
                ),
                new(
                    "disk",
                    Size("Disk space that must stay free after the upload."),
                    Default: "1GB"
                ),
                new(
                    "connections",
                    Number(
                        "PostgreSQL connections one slot opens, its processes included; without it they are not counted.",
                        1,
                        100_000
                    )
                ),
            ]
        );
}
