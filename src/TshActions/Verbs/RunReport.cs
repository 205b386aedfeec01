using System.Text.Json;
using System.Text.Json.Serialization;
using TshActions.Core.Gates;
using TshActions.Core.Reports;

namespace TshActions.Verbs;

/// <summary>A run as a file: what a later tool, or a person with a question, wants to know of it.</summary>
public sealed record RunReport(
    int Format,
    string Verb,
    Ending Ending,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<TimedStep> Steps,
    IReadOnlyList<Tick> Ticks
)
{
    public string ToJson() => JsonSerializer.Serialize(this, RunReportJson.Default.RunReport);

    /// <summary>The job summary: how it ended, then the timeline.</summary>
    public string ToMarkdown() =>
        $"""
            ### {(Ending.Good ? "✅" : "❌")} {Verb}: {MarkdownText.Cell(Ending.What)}

            | | |
            |---|---|
            | where | {MarkdownText.Cell(Ending.Where)} |
            | live now | {MarkdownText.Cell(Ending.Live)} |
            | next | {MarkdownText.Cell(Ending.Next)} |

            {Timeline.Markdown(Steps)}

            """;
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class RunReportJson : JsonSerializerContext;
