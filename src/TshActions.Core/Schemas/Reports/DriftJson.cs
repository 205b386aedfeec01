using System.Text.Json;
using TshActions.Core.Schemas.Ignores;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>All of a comparison, nothing shortened, for programs; a member is added without a new format, never taken away.</summary>
public static class DriftJson
{
    public const int Format = 1;

    public static string Text(DriftReport report) =>
        ReportJson.Text(json =>
        {
            json.WriteNumber("format", Format);
            json.WriteBoolean("drift", report.IsDrift);
            json.WriteString("failOn", DriftWords.Of(report.FailOn));
            json.WriteNumber("failing", report.Failing.Count());
            json.WriteNumber("compared", report.Compared);
            json.WriteNumber("ignored", report.Rows.Count(row => row.Finding.Ignored is not null));
            json.Object("bySeverity", () => BySeverity(json, report));
            json.Object("sides", () => Sides(json, report));
            json.Counts("elsewhere", report.Elsewhere);
            json.Objects("findings", WorstFirst.Of(report.Rows), row => Finding(json, report, row));
            json.Object(
                "rules",
                () =>
                {
                    Rules(json, "expired", report.Ignores.Expired);
                    Rules(json, "expiring", report.Ignores.Expiring);
                    Rules(json, "unused", report.Ignores.Unused);
                }
            );
        });

    // What a rule lets pass is in `ignored` alone.
    private static void BySeverity(Utf8JsonWriter json, DriftReport report)
    {
        foreach (var severity in Enum.GetValues<Severity>().OrderDescending())
            json.WriteNumber(
                DriftWords.Of(severity),
                report.Rows.Count(row =>
                    row.Finding.Ignored is null && row.Finding.Severity == severity
                )
            );
    }

    private static void Sides(Utf8JsonWriter json, DriftReport report)
    {
        json.Object("production", () => Side(json, report.Production));
        json.Object("staging", () => Side(json, report.Staging));
        if (report.Migrations is { } migrations)
            json.Object("migrations", () => Side(json, migrations));
        else
            json.WriteNull("migrations");
        json.WriteString("withoutMigrations", report.WithoutMigrations);
    }

    private static void Side(Utf8JsonWriter json, DriftSide side)
    {
        json.WriteString("name", side.Name);
        json.WriteString("source", side.Source);
        json.WriteString("server", side.Head.Server);
        json.WriteNumber("version", side.Head.VersionNumber);
        json.WriteString("database", side.Head.Database);
        json.WriteBoolean("standby", side.Head.Standby);
        json.WriteString("locale", side.Head.Locale);
        if (side.Head.Revisions is { } revisions)
            json.Array("revisions", revisions.Order(StringComparer.Ordinal), json.WriteStringValue);
        else
            json.WriteNull("revisions");
        json.Counts("unread", side.Head.Unread);
        json.Counts("unmodelled", side.Head.Unmodelled);
    }

    private static void Finding(Utf8JsonWriter json, DriftReport report, DriftRow row)
    {
        var (finding, difference) = (row.Finding, row.Finding.Difference);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("severity", DriftWords.Of(finding.Severity));
        json.WriteBoolean("fails", finding.Ignored is null && finding.Severity >= report.FailOn);
        json.WriteString("kind", difference.Id.Kind);
        json.WriteString("schema", difference.Id.Schema);
        json.WriteString("name", difference.Id.Name);
        json.WriteString("part", difference.Id.Part);
        json.WriteString("attribute", difference.Attribute);
        json.WriteString("change", DriftWords.Of(difference.Change));
        json.WriteString("before", difference.Before);
        json.WriteString("after", difference.After);
        Place(json, "production", row.Standing.Production);
        Place(json, "staging", row.Standing.Staging);
        json.WriteString("expected", row.Standing.Expected);
        json.WriteString("cause", DriftWords.Of(row.Standing.Cause));
        json.WriteString("guilty", DriftWords.Of(finding.Guilty));
        json.WriteString("why", finding.Why);
        json.WriteString("hint", finding.Hint);
        json.WriteString("ignored", finding.Ignored);
        json.WriteString("file", row.Touched?.Path);
        if (row.Touched is { } touched)
            json.WriteNumber("line", touched.Line);
        else
            json.WriteNull("line");
        json.Object(
            "fix",
            () =>
            {
                json.WriteString("production", row.OnProduction);
                json.WriteString("staging", row.OnStaging);
            }
        );
    }

    private static void Place(Utf8JsonWriter json, string name, Place place) =>
        json.Object(
            name,
            () =>
            {
                json.WriteBoolean("asExpected", place.AsExpected);
                json.WriteString("value", place.Value);
            }
        );

    private static void Rules(Utf8JsonWriter json, string name, IEnumerable<IgnoreRule> rules) =>
        json.Objects(
            name,
            RuleNotes.Sorted(rules),
            rule =>
            {
                json.WriteString("kind", rule.Kind);
                json.WriteString("name", rule.Name);
                json.WriteString("attribute", rule.Attribute);
                json.WriteString("side", rule.Side is { } side ? DriftWords.Of(side) : null);
                json.WriteString(
                    "change",
                    rule.Change is { } change ? DriftWords.Of(change) : null
                );
                json.WriteString("reason", rule.Reason);
                json.WriteString("owner", rule.Owner);
                json.WriteString("until", RuleNotes.Day(rule.Until));
                json.WriteString("place", rule.Place);
            }
        );
}
