using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>The bake and its rules, key by key.</summary>
internal static class RuleShape
{
    private const string Rollback = "rollback";
    private const string Warn = "warn";

    /// <summary>Rules that count bad ticks among the last so many.</summary>
    public static readonly string[] Windowed = ["error-rate", "degradation", "latency", "logs"];

    /// <summary>Rules that judge times, and so wait for the initial delay.</summary>
    public static readonly string[] Timed = ["degradation", "latency"];

    public static Map PostSwitch =>
        new(
            "After the switch. A rule that neither stands here nor in the preset is not asked.",
            [
                new(
                    "bake",
                    LastingDuration("How long both slots stay up and the new one is watched."),
                    Default: "15m"
                ),
                new(
                    "initial-delay",
                    Duration(
                        "Times count from here on, because a process just started is slow; errors count from the first tick."
                    ),
                    Default: "60s"
                ),
                new(
                    "min-coverage",
                    Percent(
                        "Share of the expected ticks that must have measured the new slot for a pass."
                    ),
                    Default: "80%"
                ),
                new(
                    "consecutive-errors",
                    Number(
                        "More ticks in a row without a measurement make the bake inconclusive at once.",
                        1,
                        1000
                    ),
                    Default: "4"
                ),
                new(
                    "on-inconclusive",
                    new Choice(
                        "What follows a bake that shows nothing: both slots stay and a person decides, the release goes back, or it stays.",
                        ["hold", Rollback, "promote"]
                    ),
                    Default: "hold"
                ),
                new("error-rate", ErrorRate),
                new("degradation", Degradation),
                new("failing-for", FailingFor),
                new("p95", P95),
                new("latency", Latency),
                new("restarts", Restarts),
                new("logs", Logs),
                new("gauges", new List("What must not be used up.", Gauge, AtLeast: 1)),
            ]
        );

    private static Map ErrorRate =>
        Rule(
            "Too many answers are errors. Answers of `health` probes do not count here.",
            [
                new(
                    "target",
                    InnerPercent(
                        "Share of errors that should not be passed; told as shown, not shown or broken. It never fails a release."
                    ),
                    Default: "0.1%"
                ),
                new(
                    "critical",
                    InnerPercent("Share of errors that is to be found and acted on."),
                    Default: "5%"
                ),
                new(
                    "tolerated",
                    InnerPercent("Share of errors that is still healthy."),
                    Default: "1%"
                ),
                new(
                    "threshold",
                    Amount(
                        "Of the cumulative sum that tells `critical` from `tolerated`: higher is slower and surer."
                    ),
                    Default: "8"
                ),
                .. Window(4, 8),
            ],
            Rollback
        );

    private static Map Degradation =>
        Rule(
            "An endpoint answers much slower than the old slot did before the switch.",
            [
                new(
                    "ratio-above",
                    Amount("Times the old slot's median; \"more than 300 % slower\" is 4."),
                    Default: "4"
                ),
                .. Window(6, 8),
                new(
                    "strict",
                    Switch(
                        "Whether the upper 95 % limit of the old slot's median is taken instead: fewer false alarms, slower."
                    ),
                    Default: "false"
                ),
            ],
            Rollback
        );

    private static Map FailingFor =>
        Rule(
            "The `health` probes fail for too long.",
            [
                new(
                    "longer-than",
                    LastingDuration("Failing in all for longer than this, and failing now."),
                    Default: "2m"
                ),
                new("within", LastingDuration("The time looked back."), Default: "5m"),
                new(
                    "clear-after",
                    Number("This many good answers in a row end a span of failing.", 1, 1000),
                    Default: "2"
                ),
            ],
            Rollback
        );

    private static Map P95 =>
        Rule(
            "95 % of the answers of a category come in time.",
            [
                new("below", LastingDuration("The time."), Default: "500ms"),
                new(
                    "min-samples",
                    Number(
                        "Fewer answers say nothing; 59 is the least that can show it.",
                        1,
                        100_000
                    ),
                    Default: "59"
                ),
            ],
            Warn
        );

    private static Map Latency =>
        Rule(
            "Answers take longer than the critical time of their category.",
            [.. Window(8, 12)],
            Rollback
        );

    private static Map Restarts =>
        Rule(
            "The processes of the slot are started anew during the bake.",
            [new("max", Number("So many are still let pass.", 0, 1000), Default: "1")],
            Rollback
        );

    private static Map Logs =>
        Rule(
            "The new slot logs more errors than the old one did, and not in one burst.",
            [.. Window(3, 5)],
            Warn
        );

    private static Map Gauge =>
        new(
            "One gauge.",
            [
                new(
                    "name",
                    new Choice(
                        "What is measured: the host's processors, memory, disk space and inodes; the connections of PostgreSQL, of both slots together; processors and memory of the slot, of that process which is nearest to its limit, where the host counts them.",
                        [
                            "cpu",
                            "memory",
                            "disk",
                            "inodes",
                            "connections",
                            "slot-cpu",
                            "slot-memory",
                        ]
                    ),
                    Required: true
                ),
                new("below", Percent("More than this in use is bad."), Default: "80%"),
                .. Window(8, 12),
                Then(Warn),
            ]
        );

    private static Map Rule(string about, IReadOnlyList<Key> keys, string then) =>
        new(about, [.. keys, Then(then)]) { IsOptional = true };

    private static Key[] Window(int failures, int of) =>
        [
            new(
                "failures",
                Number("This many bad ticks break the rule.", 1, 1000),
                Default: $"{failures}"
            ),
            new("of", Number("Of the last so many.", 1, 1000), Default: $"{of}"),
        ];

    private static Key Then(string word) =>
        new(
            "then",
            new Choice(
                "What follows: the release goes back, a person is told, it only stands in the report (a dry run), or the rule is not asked.",
                [Rollback, Warn, "report", "off"]
            ),
            Default: word
        );
}
