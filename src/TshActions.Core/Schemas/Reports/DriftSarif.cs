using System.Text.Json;
using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>
/// A comparison as SARIF 2.1.0 for GitHub's code scanning: each finding at the migration that last spoke of the object.
/// </summary>
public static class DriftSarif
{
    // GitHub refuses a run with more; it shows the worst 5,000 of them.
    private const int Most = 25_000;
    private const int LongestText = 1_000;
    private const int LongestValue = 200;

    /// <summary>Where no migration is known: a result without a place is not shown.</summary>
    private static readonly MigrationFile Somewhere = new("alembic.ini", 1);

    /// <param name="version">Of what writes.</param>
    public static string Text(DriftReport report, string version)
    {
        var rows = WorstFirst.Of(report.Rows);
        var rules = SarifRule.Of(rows);
        var index = rules
            .Select((rule, at) => (rule.Id, At: at))
            .ToDictionary(rule => rule.Id, rule => rule.At);
        return ReportJson.Text(json =>
        {
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.Objects(
                "runs",
                [rows],
                _ =>
                {
                    json.Object("tool", () => Tool(json, rules, version));
                    // Other pairs of environments have alerts of their own.
                    json.Object(
                        "automationDetails",
                        () =>
                            json.WriteString(
                                "id",
                                $"schema-drift-check/{Word(report.Production)}-{Word(report.Staging)}/"
                            )
                    );
                    json.Objects("invocations", [report], _ => Invocation(json, report));
                    json.Objects(
                        "results",
                        rows.Take(Most),
                        row => Result(json, report, row, index)
                    );
                }
            );
        });
    }

    private static void Tool(Utf8JsonWriter json, IReadOnlyList<SarifRule> rules, string version) =>
        json.Object(
            "driver",
            () =>
            {
                json.WriteString("name", "tsh schema-drift-check");
                json.WriteString("version", version);
                json.Objects("rules", rules, rule => rule.Write(json));
            }
        );

    private static void Invocation(Utf8JsonWriter json, DriftReport report)
    {
        json.WriteBoolean("executionSuccessful", true);
        var left = report.Rows.Count - Most;
        json.Objects(
            "toolExecutionNotifications",
            (string[])
                [
                    DriftVerdict.Line(report),
                    .. Uncompared.Lines(report).Select(line => "not compared " + line),
                    .. left > 0 ? (string[])[$"{DriftWords.Number(left)} findings left out"] : [],
                ],
            text =>
            {
                json.WriteString("level", "note");
                Message(json, "message", text);
            }
        );
    }

    private static void Result(
        Utf8JsonWriter json,
        DriftReport report,
        DriftRow row,
        Dictionary<string, int> rules
    )
    {
        var rule = SarifRule.IdOf(row.Finding.Difference);
        json.WriteString("ruleId", rule);
        json.WriteNumber("ruleIndex", rules[rule]);
        json.WriteString("level", SarifLevel.Of(row.Finding.Severity));
        Message(json, "message", Told(report, row));
        json.Objects("locations", [row.Touched ?? Somewhere], file => Location(json, file));
        json.Object(
            "partialFingerprints",
            () =>
            {
                json.WriteString("drift/v1", row.Finding.Fingerprint);
                // The one that GitHub goes by; by the line all findings of one migration would be the same.
                json.WriteString("primaryLocationLineHash", row.Finding.Fingerprint + ":1");
            }
        );
        if (row.Finding.Ignored is { } reason)
            json.Objects(
                "suppressions",
                [reason],
                _ =>
                {
                    json.WriteString("kind", "external");
                    json.WriteString("justification", PlainText.OneLine(reason, LongestText));
                }
            );
    }

    private static string Told(DriftReport report, DriftRow row) =>
        $"{DriftWords.Thing(row.Finding.Difference)}: {DriftWords.Values(report, row, LongestValue)}. {DriftWords.Who(report, row)}; {row.Finding.Why}{(row.Finding.Hint is { } hint ? "; " + hint : "")}";

    private static void Location(Utf8JsonWriter json, MigrationFile file) =>
        json.Object(
            "physicalLocation",
            () =>
            {
                json.Object(
                    "artifactLocation",
                    () =>
                    {
                        json.WriteString("uri", Address(file.Path));
                        json.WriteString("uriBaseId", "%SRCROOT%");
                    }
                );
                json.Object("region", () => json.WriteNumber("startLine", Math.Max(file.Line, 1)));
            }
        );

    private static void Message(Utf8JsonWriter json, string name, string text) =>
        json.Object(
            name,
            () =>
                json.WriteString("text", SarifMessage.Escaped(PlainText.OneLine(text, LongestText)))
        );

    private static string Address(string path) =>
        string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Word(DriftSide side) =>
        string.Concat(
            DriftWords
                .Name(side)
                .Select(letter => char.IsLetterOrDigit(letter) || letter is '_' ? letter : '-')
        );
}
