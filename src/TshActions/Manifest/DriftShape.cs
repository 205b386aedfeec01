using System.Globalization;
using static TshActions.Manifest.HostScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>What schema-drift-check compares and what it lets pass, key by key.</summary>
internal static class DriftShape
{
    public static Map Drift =>
        new(
            "How the schemas of two environments' databases are compared.",
            [
                new(
                    "production",
                    Name("The environment whose database is the reference."),
                    Default: "production"
                ),
                new(
                    "staging",
                    Name("The environment whose database is compared with it."),
                    Default: "staging"
                ),
                new(
                    "schemas",
                    new List(
                        "The schemas the application owns; without it all are compared. What lies in others is counted and told.",
                        Text("A schema's name; * stands for any characters, ? for one."),
                        AtLeast: 1
                    )
                ),
                new(
                    "revisions",
                    Prefix(
                        "Folder of Alembic's revision files in the workspace; without it `alembic/versions` or `migrations/versions` is looked for."
                    )
                ),
                new(
                    "scratch",
                    new Choice(
                        "Whose host runs the migrations on an empty PostgreSQL of their own, with the release that is live there, to know what each side should be; none compares the two sides only.",
                        ["staging", "production", "none"]
                    ),
                    Default: "staging"
                ),
                new(
                    "fail-on",
                    new Choice(
                        "The lowest severity that fails.",
                        ["info", "low", "medium", "high", "critical"]
                    ),
                    Default: "high"
                ),
                new(
                    "include-roles",
                    Switch(
                        "Whether roles, their memberships and their settings are compared, too; environments differ in them on purpose."
                    ),
                    Default: "false"
                ),
                new(
                    "roles",
                    new Table(
                        "Roles of staging that are called otherwise in production.",
                        Text("The role's name in staging."),
                        Text("Its name in production.")
                    )
                ),
                new(
                    "timeout",
                    DurationBetween("How long one question to a database may take.", "1s", "10m"),
                    Default: "60s"
                ),
                new(
                    "ignore",
                    new List(
                        "Differences to let pass, each with a reason and an end.",
                        Ignore,
                        AtLeast: 0
                    )
                ),
            ]
        );

    private static Map Ignore =>
        new(
            "One rule. All that is said of a difference must hold.",
            [
                new(
                    "name",
                    Text(
                        "`schema.object` or `schema.object.part`; * stands for any characters, ? for one."
                    ),
                    Required: true
                ),
                new(
                    "kind",
                    Text("Kind of thing as reports call it, like index or `table grant`."),
                    Default: "*"
                ),
                new(
                    "attribute",
                    Text("Attribute as reports call it; without it whole things match, too.")
                ),
                new(
                    "side",
                    new Choice("The side that drifted.", ["production", "staging", "both"])
                ),
                new("change", new Choice("What it is.", ["missing", "extra", "changed"])),
                new("reason", Text("Why it may be; reports show it."), Required: true),
                new("owner", Text("Who answers for it.")),
                new("until", Date, Required: true),
            ]
        );

    private static Text Date =>
        new(
            "The last day on which the rule applies; reports warn from 14 days before.",
            "a date like 2027-01-31",
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            text =>
                DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                )
        );
}
