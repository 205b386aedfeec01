using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;

namespace TshActions.Verbs;

/// <summary>A bake as files: to judge again, to look at, and for whoever reads JUnit.</summary>
internal static class GateFiles
{
    /// <param name="recording">Path in the workspace; the others stand beside it.</param>
    public static void Write(Story story, string workspace, string recording, GateRecord record)
    {
        ReportFile.Write(Path.Combine(workspace, recording), record.Recording.Write());
        ReportFile.Write(Beside("svg"), GateSvg.Text(record));
        ReportFile.Write(Beside("junit.xml"), GateJUnit.Xml(record));
        story.Say(
            $"  every tick stands in {recording} (a picture and JUnit beside it); `tsh health-gate --replay {recording}` judges it again"
        );

        string Beside(string ending) =>
            Path.Combine(workspace, Path.ChangeExtension(recording, ending));
    }
}
