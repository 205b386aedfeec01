using System.Text.Json;
using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>One way to differ, as code scanning groups alerts: `drift/column/type`, `drift/table/missing`.</summary>
/// <param name="Severity">The worst of its findings: GitHub ranks alerts by their rule.</param>
internal sealed record SarifRule(string Id, string Short, Severity Severity)
{
    private const int LongestId = 200;

    public static string IdOf(Difference difference) =>
        Word(
            $"drift/{difference.Id.Kind}/{difference.Attribute ?? DriftWords.Of(difference.Change)}"
        );

    /// <summary>In ordinal order, so that an index into them is the same in every run.</summary>
    public static IReadOnlyList<SarifRule> Of(IReadOnlyList<DriftRow> worstFirst) =>
        [
            .. worstFirst
                .GroupBy(row => IdOf(row.Finding.Difference))
                .Select(rows =>
                {
                    var worst = rows.First().Finding;
                    return new SarifRule(rows.Key, Shorten(worst.Difference), worst.Severity);
                })
                .OrderBy(rule => rule.Id, StringComparer.Ordinal),
        ];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.Object("shortDescription", () => json.WriteString("text", Short));
        json.Object("fullDescription", () => json.WriteString("text", Short));
        json.Object("help", () => json.WriteString("text", Help));
        json.Object(
            "defaultConfiguration",
            () => json.WriteString("level", SarifLevel.Of(Severity))
        );
        if (SarifLevel.Score(Severity) is { } score)
            json.Object(
                "properties",
                () =>
                {
                    // GitHub reads the score of rules with this tag alone.
                    json.Array("tags", (string[])["security"], json.WriteStringValue);
                    json.WriteString("security-severity", score);
                }
            );
    }

    private const string Help =
        "A database is not as the migrations, or as the other environment. Where the change is wanted, write the migration that makes it; where it is not, take it back on the side that is named; where it may stay, let it pass by an ignore rule with a reason, an owner and an end.";

    private static string Shorten(Difference difference) =>
        SarifMessage.Escaped(
            PlainText.OneLine(
                difference.Attribute is { } attribute
                    ? $"{difference.Id.Kind}: {attribute} differs"
                    : $"{difference.Id.Kind}: {DriftWords.Of(difference.Change)}",
                LongestId
            )
        );

    // Names of settings and options are foreign words too.
    private static string Word(string text) =>
        string.Concat(
            PlainText
                .OneLine(text, LongestId)
                .Select(letter =>
                    char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '.' ? letter : '-'
                )
        );
}
