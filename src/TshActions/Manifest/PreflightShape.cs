using TshActions.Core.Preflight;
using static TshActions.Manifest.HostScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;
using static TshActions.Manifest.WindowScalars;

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
                    "soak",
                    Duration(
                        "How long a release must have been in the required environment; a pull request with the label `hotfix` does not wait."
                    ),
                    Default: "0s"
                ),
                new(
                    "windows",
                    new List(
                        "When it may be deployed, with that label at any time.",
                        Window,
                        AtLeast: 0
                    )
                ),
                new(
                    "secrets",
                    new List(
                        "Secrets that GitHub must have for the environment; looked at where the token may list them.",
                        Variable("Name of a secret."),
                        AtLeast: 0
                    )
                ),
                new(
                    "secret-max-age",
                    DurationBetween("How old a secret may get.", "1d", "3650d"),
                    Default: "90d"
                ),
                new(
                    "certificate-valid-for",
                    DurationBetween(
                        "How long the site's certificate must last; one that lives shorter must have a third of its life left.",
                        "1d",
                        "365d"
                    ),
                    Default: "30d"
                ),
                new(
                    "backup-max-age",
                    DurationBetween(
                        "How old the newest backup may be where deploy-slot makes none.",
                        "1m",
                        "365d"
                    ),
                    Default: "30m"
                ),
                new(
                    "api-document",
                    Prefix(
                        "The committed OpenAPI document's path in the workspace, in JSON; held against what the required environment answers at /openapi.json."
                    )
                ),
                new(
                    "credentials-allowed-in",
                    new List(
                        "Files and folders that are not looked through for credentials.",
                        Prefix("A path in the workspace, or in the image."),
                        AtLeast: 0
                    )
                ),
                new(
                    "image-max-size",
                    SizeFrom("How large an image may be, all its layers unpacked.", "1MB"),
                    Default: "500MB"
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

    private static Map Window =>
        new(
            "One stretch of the week.",
            [
                new(
                    "days",
                    new List("On which it begins.", Day("A day."), AtLeast: 1),
                    Required: true
                ),
                new("from", Time("When it opens."), Required: true),
                new(
                    "to",
                    Time("When it closes; earlier than `from` is on the next day."),
                    Required: true
                ),
                new("zone", Zone("Whose clock."), Default: "UTC"),
            ]
        );
}
