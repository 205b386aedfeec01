using TshActions.Core.Preflight;
using static TshActions.Manifest.HostScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>The checklist before a deployment, key by key.</summary>
internal static class PreflightShape
{
    public static Map Preflight =>
        new(
            "What must hold before anything is deployed.",
            [
                new(
                    "rows",
                    new Map(
                        "What each line does when it does not hold: fail deploys nothing, warn tells it, off does not look.",
                        [
                            .. Checklist.All.Select(row => new Key(
                                row.Id,
                                new Choice(
                                    $"{char.ToUpperInvariant(row.Title[0])}{row.Title[1..]}.",
                                    ["fail", "warn", "off"]
                                ),
                                Default: row.Weight.ToString().ToLowerInvariant()
                            )),
                        ]
                    )
                ),
                new(
                    "proof-expiry",
                    DurationBetween(
                        "How long a pass in the required environment proves anything.",
                        "1h",
                        "365d"
                    ),
                    Default: "14d"
                ),
                new(
                    "checks",
                    new List(
                        "Checks that must have passed for the commit; beside them all others that ran must have.",
                        Text("A check's name as GitHub shows it."),
                        AtLeast: 0
                    )
                ),
                new(
                    "variables",
                    new List(
                        "Variables of the application's environment file that must be set.",
                        Variable("Name of a variable."),
                        AtLeast: 0
                    )
                ),
                new(
                    "critical-paths",
                    new List(
                        "Files and folders in which no TODO or FIXME may stand.",
                        Prefix("A path in the workspace."),
                        AtLeast: 0
                    )
                ),
                new(
                    "changelog",
                    Prefix("The changelog's path in the workspace."),
                    Default: "CHANGELOG.md"
                ),
                new(
                    "manual",
                    new List(
                        "What only people can look at: the reviewers' checklist, beside what is looked at here.",
                        Text("One line."),
                        AtLeast: 0
                    )
                ),
            ]
        );
}
