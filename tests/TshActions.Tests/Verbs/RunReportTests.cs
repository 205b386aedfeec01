using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.Core.Ticks;
using TshActions.Tests.Gates;
using TshActions.Tests.Gates.Rules;
using TshActions.Verbs;

namespace TshActions.Tests.Verbs;

public class RunReportTests
{
    private static readonly RunReport Report = new(
        1,
        "health-gate",
        new Ending(
            ExitCode.FailedPreviousLive,
            "2025.11.15 was taken back: 4 of the last 8 ticks failed",
            "tsh-erp, production, vps-main (167.71.39.50)",
            "blue (2025.11.14)",
            "mend the release | ask @team"
        ),
        new Dictionary<string, string> { ["verdict"] = "fail", ["live-slot"] = "blue" },
        [
            new TimedStep(
                "Bake 2025.11.15 for 900 s",
                TimeSpan.Zero,
                TimeSpan.FromSeconds(35),
                false,
                "fail"
            ),
        ],
        [
            GateReport.Of(
                new GateRecord(
                    "vps-main",
                    new Recording(new RecordingHead(), Ticks.Of(".x")),
                    Bakes.Judge("xxxx........"),
                    []
                ),
                ".tsh/health-gate.ndjson"
            ),
        ],
        [new Exhibit("what the host said", "```\nno space left on device\n")]
    );

    [Fact]
    public void The_summary_tells_the_ending_first_and_then_the_timeline() =>
        Approved.Check(Report.ToMarkdown());

    [Fact]
    public void The_file_is_for_tools_to_read() => Approved.Check(Report.ToJson() + "\n");
}
