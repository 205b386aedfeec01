using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>The checks of a gate, kind by kind.</summary>
internal static class CheckShape
{
    private const string Always = "always";
    private const string Slot = "slot";
    private const string Shared = "shared";

    public static Kinds Check =>
        new(
            "One check.",
            "kind",
            "What is looked at.",
            [
                ("http", Http),
                ("openapi", OpenApi),
                ("health-report", HealthReport),
                ("scenario", ScenarioShape.Scenario([.. Common(Slot, Always), From])),
                ("tls", Tls),
                ("headers", Headers),
                ("process", Of("The slot's units or containers run and are healthy.", [])),
                ("logs", Logs),
                ("disk", Disk),
                ("tcp", Tcp),
                ("exec", Exec),
                (
                    "off",
                    new Map(
                        "A check of the preset that is not wanted.",
                        [new("name", Name("Its name."), Required: true)]
                    )
                ),
            ]
        );

    private static Key From =>
        new(
            "from",
            new Choice(
                "Asked at the slot's own port on the host, or through the site, which the slot answers only after the switch.",
                [Slot, "site"]
            ),
            Default: Slot
        );

    private static Map Http =>
        Of(
            "One answer to GET; redirects are not followed.",
            [
                new("path", Path("The path asked."), Required: true),
                new("status", Number("The status expected.", 100, 599), Default: "200"),
                new("content-type", Text("What the content type must begin with, like text/html.")),
                From,
            ]
        );

    private static Map OpenApi =>
        Of(
            "A valid OpenAPI document.",
            [
                new("path", Path("Where it is."), Default: "/openapi.json"),
                new("min-paths", Number("It must have so many paths.", 1, 100_000), Default: "1"),
            ],
            moment: "before-switch"
        );

    private static Map HealthReport =>
        Of(
            "The entries of the application's own health report; one that is missing is an error.",
            [
                new("path", Path("Where it is."), Default: "/health"),
                new(
                    "require",
                    new List(
                        "Entries that must be there and be healthy.",
                        Text("Name of an entry, as the report has it."),
                        AtLeast: 1
                    ),
                    Required: true
                ),
            ]
        );

    private static Map Tls =>
        Of(
            "The certificate of the site, by its verified chain.",
            [
                new(
                    "warn",
                    LastingDuration(
                        "Less time left than this warns, or a third of its life if that is less."
                    ),
                    Default: "30d"
                ),
                new("fail", LastingDuration("Less time left than this fails."), Default: "7d"),
                new(
                    "strict",
                    Switch(
                        "Whether `warn` is meant literally, and not \"or a third of its life\", which is when certificates are renewed."
                    ),
                    Default: "false"
                ),
            ],
            Shared,
            "before-switch"
        );

    private static Map Headers =>
        Of(
            "What the site's answers say to browsers, and what they must not give away.",
            [
                new("path", Path("The path asked."), Default: "/"),
                new(
                    "hsts-min-age",
                    LastingDuration(
                        "Strict-Transport-Security must be there for at least this long."
                    )
                ),
                new(
                    "csp",
                    Switch("Whether Content-Security-Policy must be there."),
                    Default: "false"
                ),
                new(
                    "cors-origin",
                    Url("An origin of a stranger, which must not be allowed to read answers.")
                ),
                new(
                    "rate-limit-path",
                    Path("A path whose answers must tell of a rate limit, or become 429.")
                ),
                new(
                    "closed",
                    new List(
                        "Paths that must not answer with a success.",
                        Path("A path."),
                        AtLeast: 1
                    )
                ),
            ],
            moment: "after-switch"
        );

    private static Map Logs =>
        Of(
            "Error records in the slot's own log since it was started.",
            [
                new("last", Number("Lines looked at.", 1, 100_000), Default: "100"),
                new(
                    "allow",
                    new List("Texts that excuse a line.", Text("Part of a line."), AtLeast: 1)
                ),
            ],
            moment: "before-switch"
        );

    private static Map Disk =>
        Of(
            "Room on a disk of the host, in space and in inodes.",
            [
                new("path", Path("Any path on the disk."), Default: "/"),
                new("warn", Percent("More than this in use warns."), Default: "80%"),
                new("fail", Percent("More than this in use fails."), Default: "90%"),
            ],
            Shared
        );

    private static Map Tcp =>
        Of(
            "A port that must take a connection from the host.",
            [
                new("address", Address("DNS name or IP address."), Default: "127.0.0.1"),
                new("port", Port("The port."), Required: true),
            ],
            Shared
        );

    private static Map Exec =>
        Of(
            "A command that must end with 0, run on the host.",
            [new("command", Text("The command."), Required: true)]
        );

    private static Map Of(
        string about,
        IReadOnlyList<Key> keys,
        string scope = Slot,
        string moment = Always
    ) => new(about, [.. Common(scope, moment), .. keys]);

    private static Key[] Common(string scope, string moment) =>
        [
            new("name", Name("What reports call it."), Required: true),
            new(
                "on-failure",
                new Choice(
                    "What a failure means: the release does not take traffic, or goes back; or a person is told.",
                    ["fail", "warn"]
                ),
                Default: "fail"
            ),
            new(
                "scope",
                new Choice(
                    "Whether a failure lies in the slot, or in what both slots share and going back cannot mend.",
                    [Slot, Shared]
                ),
                Default: scope
            ),
            new(
                "when",
                new Choice("When it is asked.", [Always, "before-switch", "after-switch"]),
                Default: moment
            ),
        ];
}
