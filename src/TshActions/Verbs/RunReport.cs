using System.Text.Json;
using System.Text.Json.Serialization;
using TshActions.Core.Metrics;
using TshActions.Core.Metrics.Texts;
using TshActions.Core.Preflight;
using TshActions.Core.Reports;

namespace TshActions.Verbs;

/// <summary>A run as a file: what a later tool, or a person with a question, wants to know of it.</summary>
public sealed record RunReport(
    int Format,
    string Verb,
    Ending Ending,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<TimedStep> Steps,
    IReadOnlyList<GateReport> Gates,
    IReadOnlyList<Exhibit> Exhibits
)
{
    /// <summary>The checklist; null where none was gone through.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PreflightReport? Checklist { get; init; }

    /// <summary>The figures; null where none were reckoned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetricsReport? Metrics { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, RunReportJson.Default.RunReport);

    // A page of log is read, a book is not; the whole stands in the log.
    private const int LongestExhibit = 10_000;

    /// <summary>The job summary: how it ended, the timeline, and what a person would ask the host for.</summary>
    public string ToMarkdown() =>
        $"""
            ### {Sign} {Verb}: {MarkdownText.Cell(Ending.What)}

            | | |
            |---|---|
            | where | {MarkdownText.Cell(Ending.Where)} |
            | live now | {MarkdownText.Cell(Ending.Live)} |
            | next | {MarkdownText.Cell(Ending.Next)} |

            {Checklist?.Markdown}{(Metrics is null ? "" : MetricsMarkdown.Text(Metrics))}
            {Timeline.Markdown(Steps)}
            {string.Join('\n', Gates.Select(gate => gate.Markdown))}
            {string.Join('\n', Exhibits.Select(Fold))}

            """;

    /// <summary>That of the tables and charts below: what was only a warning must not look like nothing.</summary>
    private string Sign =>
        !Ending.Good ? "❌"
        : Outputs.GetValueOrDefault("verdict") is "warn" ? "⚠️"
        : "✅";

    private static string Fold(Exhibit exhibit)
    {
        var text =
            exhibit.Text.Length > LongestExhibit
                ? "…" + exhibit.Text[^LongestExhibit..]
                : exhibit.Text;
        return $"""
            <details><summary>{MarkdownText.Cell(exhibit.Title)}</summary>

            {MarkdownText.Block(text)}
            </details>
            """;
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class RunReportJson : JsonSerializerContext;
