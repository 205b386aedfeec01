using static TshActions.Manifest.HostScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>The steps of a scenario, key by key.</summary>
internal static class ScenarioShape
{
    public static Map Scenario(IReadOnlyList<Key> common) =>
        new(
            "What a customer does, step by step. {name} stands for what an earlier step captured, {random} for letters of this try alone, {env.NAME} for a secret.",
            [
                .. common,
                new(
                    "steps",
                    new List("The steps in their order.", Step, AtLeast: 1),
                    Required: true
                ),
                new(
                    "cleanup",
                    new List(
                        "Steps asked at the end, whatever became of the others.",
                        Step,
                        AtLeast: 1
                    )
                ),
                new(
                    "secrets",
                    new List(
                        "Secrets of the GitHub environment, handed to the step of the workflow as environment variables; only these are read.",
                        Variable("Name of the variable."),
                        AtLeast: 1
                    )
                ),
                new(
                    "attempts",
                    new Map(
                        "How often it is tried.",
                        [
                            new(
                                "successes",
                                Number("So many tries must succeed.", 1, 20),
                                Default: "2"
                            ),
                            new("of", Number("Of so many.", 1, 20), Default: "3"),
                        ]
                    )
                ),
            ]
        );

    private static Map Step =>
        new(
            "One request.",
            [
                new("name", Name("What reports call it."), Required: true),
                new(
                    "method",
                    new Choice(
                        "The HTTP method; WEBSOCKET opens one, and sends `body` when it is open.",
                        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "WEBSOCKET"]
                    ),
                    Default: "GET"
                ),
                new("path", Path("The path asked."), Required: true),
                new(
                    "status",
                    Number("The status expected; without it 200, or 101 for a websocket.", 100, 599)
                ),
                new(
                    "headers",
                    new Table("Headers sent.", Header("Name of the header."), Text("Its value."))
                ),
                new(
                    "body",
                    new Free(
                        "What is sent: a map or list becomes JSON, a text is sent as it is.",
                        IsSingle: false
                    )
                ),
                new(
                    "expect",
                    new Table(
                        "What the JSON answer must hold, by path.",
                        JsonPath("A path into the answer."),
                        new Free(
                            "The value that must be there; with nothing behind it, any value.",
                            IsSingle: true
                        )
                    )
                ),
                new(
                    "capture",
                    new Table(
                        "Names for values of the answer, for later steps.",
                        Placeholder("The name."),
                        JsonPath("The path of the value.")
                    )
                ),
            ]
        );
}
