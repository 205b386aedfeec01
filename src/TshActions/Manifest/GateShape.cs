using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>When a slot may take traffic and whether it may keep it, key by key.</summary>
internal static class GateShape
{
    public static Map Gate =>
        new(
            "When a slot may take traffic, and whether it may keep it.",
            [
                new(
                    "preset",
                    new Choice(
                        "What is filled in where this gate says nothing: `minimal`, whether the release answers; `default`, also what can be said of any application; `erp-strict`, also a whole deployment checklist.",
                        GatePresets.Names
                    ),
                    Default: GatePresets.Usual
                ),
                new(
                    "interval",
                    DurationBetween("From one tick to the next.", "100ms", "10m"),
                    Default: "8s"
                ),
                new("timeout", LastingDuration("Of one probe."), Default: "5s"),
                new("identity", Identity),
                new(
                    "categories",
                    new Table(
                        "Classes of response times. `health` answers never count as errors of the release; how long they fail is what counts.",
                        Name("Name of the category, which probes give."),
                        Category
                    )
                ),
                new("probes", new List("What is asked in each tick.", ProbeShape, AtLeast: 1)),
                new("baseline", Baseline),
                new(
                    "checks",
                    new List(
                        "What is looked at as a whole, beside the preset's; one of the same name as the preset's changes that one.",
                        CheckShape.Check,
                        AtLeast: 1
                    )
                ),
                new("pre-switch", PreSwitch),
                new("post-switch", RuleShape.PostSwitch),
            ]
        );

    private static Map Identity =>
        new(
            "How an answer tells which release gave it; the program gives each release its id as TSH_RELEASE.",
            [
                new("path", Path("The path asked."), Default: "/health"),
                new(
                    "header",
                    Header("The header of the answer that carries the release id."),
                    Default: "X-Release"
                ),
                new(
                    "answers",
                    Number("This many answers in a row through the site prove a switch.", 1, 100),
                    Default: "5"
                ),
                new(
                    "timeout",
                    LastingDuration("The proof fails after this long without them."),
                    Default: "10s"
                ),
            ]
        );

    private static Map Category =>
        new(
            "Times from the request sent to the first byte of the answer, measured on the host.",
            [
                new("target", LastingDuration("What an answer should take."), Required: true),
                new("warning", LastingDuration("Longer than this warns."), Required: true),
                new(
                    "critical",
                    LastingDuration("Longer than this is counted by the rule `latency`."),
                    Required: true
                ),
            ]
        );

    private static Map ProbeShape =>
        new(
            "One question to one endpoint.",
            [
                new("name", Name("What reports call it."), Required: true),
                new("path", Path("The path asked with GET."), Required: true),
                new(
                    "status",
                    Number("The status that counts as healthy.", 100, 599),
                    Default: "200"
                ),
                new(
                    "from",
                    new Choice(
                        "Asked at the slot's own port on the host, or through the site; before the switch only `slot` probes are asked.",
                        ["slot", "site"]
                    ),
                    Default: "slot"
                ),
                new(
                    "category",
                    Name(
                        "One of `gate.categories`; without it `health` for the path of the identity, and `read` for any other."
                    )
                ),
            ]
        );

    private static Map Baseline =>
        new(
            "How the old slot is measured just before the switch, while it carries the traffic.",
            [
                new(
                    "samples",
                    Number("Answers of each probe; 0 measures none.", 0, 1000),
                    Default: "30"
                ),
                new("pace", LastingDuration("From one sample to the next."), Default: "200ms"),
            ]
        );

    private static Map PreSwitch =>
        new(
            "Before the switch.",
            [
                new(
                    "minimum-success",
                    DurationBetween(
                        "Every tick must be clean for this long before the slot may take traffic; 0s asks for one clean tick.",
                        "0s",
                        "1h"
                    ),
                    Default: "30s"
                ),
                new(
                    "deadline",
                    LastingDuration("The slot is refused after this long without it."),
                    Default: "90s"
                ),
            ]
        );
}
