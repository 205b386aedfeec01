using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class EndingTests
{
    [Fact]
    public void Every_ending_says_four_things()
    {
        const string Where = "tsh-erp, production, vps-main (167.71.39.50)";
        Ending[] endings =
        [
            new(
                ExitCode.Passed,
                "2025.11.15 is live in green",
                Where,
                "green (2025.11.15)",
                "watch it"
            ),
            new(
                ExitCode.FailedPreviousLive,
                "not 3 clean ticks in a row within 90 s",
                Where,
                "blue (2025.11.14), untouched",
                "mend the release"
            ),
        ];

        Approved.Check(string.Join("\n\n", endings.Select(ending => ending.Text)) + "\n");
    }

    [Fact]
    public void Only_passed_is_good() =>
        Enum.GetValues<ExitCode>()
            .Where(code => new Ending(code, "", "", "", "").Good)
            .ShouldBe([ExitCode.Passed]);

    [Fact]
    public void Exit_codes_are_numbers_that_scripts_may_rely_on() =>
        Enum.GetValues<ExitCode>()
            .Select(code => $"{(int)code} {code}")
            .ShouldBe([
                "0 Passed",
                "1 VerdictFail",
                "2 BadInput",
                "3 Inconclusive",
                "4 Host",
                "5 FailedPreviousLive",
                "6 RollbackFailed",
                "70 Bug",
                "130 Cancelled",
            ]);
}
