using System.Text.Json.Serialization;
using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;

namespace TshActions.Verbs;

/// <summary>One gate of one host in the report of a run.</summary>
/// <param name="Recording">Path of what was measured, which `health-gate --replay` judges again.</param>
public sealed record GateReport(
    string Host,
    Verdict? Verdict,
    GateAction? Action,
    int? Tick,
    string? Why,
    IReadOnlyList<Reason> Reasons,
    Figures? Figures,
    IReadOnlyList<CheckResult> Checks,
    string? Recording,
    [property: JsonIgnore] string Markdown
)
{
    public static GateReport Of(GateRecord record, string? recording) =>
        new(
            record.Host,
            record.Ruling?.Verdict,
            record.Ruling?.Action,
            record.Ruling?.Tick,
            record.Ruling?.Why,
            record.Ruling?.Reasons ?? [],
            record.Ruling?.Figures,
            record.Checks,
            recording,
            GateMarkdown.Text(record)
        );
}
