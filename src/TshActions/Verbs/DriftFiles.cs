using TshActions.Core.Schemas.Reports;

namespace TshActions.Verbs;

/// <summary>A comparison as files: for programs, and for GitHub's code scanning.</summary>
internal static class DriftFiles
{
    public const string Sarif = ".tsh/drift.sarif";

    private const string Json = ".tsh/drift.json";

    public static void Write(Story story, string workspace, DriftReport report)
    {
        ReportFile.Write(Path.Combine(workspace, Json), DriftJson.Text(report));
        ReportFile.Write(
            Path.Combine(workspace, Sarif),
            DriftSarif.Text(report, ProgramVersion.Text)
        );
        story.Say($"  every difference stands in {Json}, and for code scanning in {Sarif}");
    }
}
