using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class HealthReportJudgeTests
{
    [Fact]
    public void G06_a_required_entry_that_is_missing_is_an_error_whatever_else_is_said() =>
        HealthReportJudge
            .Judge(["db", "redis"], Fixture.Answer("G06-degraded-and-db-is-missing"))
            .ShouldBe(Judged.Error("db is not in the report; status is degraded"));

    [Theory]
    [InlineData(
        """{"status":"pass","checks":{"postgres:connections":[{"status":"pass"},{"status":"pass"}]}}"""
    )]
    [InlineData("""{"status":"healthy","checks":{"postgres":{"status":"healthy"}}}""")]
    [InlineData(
        """{"status":"Healthy","totalDuration":"0","entries":{"postgres":{"data":{},"status":"Healthy"}}}"""
    )]
    [InlineData("""{"status":"Healthy","results":{"postgres":{"status":"Healthy"}}}""")]
    [InlineData("""{"Status":"Healthy","Checks":[{"Name":"postgres","Status":"Healthy"}]}""")]
    [InlineData("""{"status":"UP","components":{"postgres":{"status":"UP","details":{}}}}""")]
    [InlineData("""{"postgres":"ok","redis":"error"}""")]
    [InlineData("""{"postgres":true}""")]
    [InlineData("""{"postgres":{"status":"connected"}}""")]
    public void Each_shape_in_use_is_read(string report) =>
        HealthReportJudge
            .Judge(["postgres"], Fixture.Json(report))
            .Finding.ShouldBe(Finding.Passed, report);

    [Theory]
    [InlineData(
        """{"status":"pass","checks":{"db:a":[{"status":"pass"},{"status":"warn"}]}}""",
        Finding.Warning
    )]
    [InlineData(
        """{"status":"pass","checks":{"db:a":[{"status":"pass"}],"db:b":[{"status":"fail"}]}}""",
        Finding.Failed
    )]
    [InlineData("""{"status":"Degraded","entries":{"db":{"status":"Healthy"}}}""", Finding.Warning)]
    [InlineData("""{"status":"Unhealthy","entries":{"db":{"status":"Healthy"}}}""", Finding.Failed)]
    [InlineData("""{"db":"down"}""", Finding.Failed)]
    [InlineData("""{"db":false}""", Finding.Failed)]
    [InlineData("""{"db":"perhaps"}""", Finding.Error)]
    [InlineData("""{"db":null}""", Finding.Error)]
    [InlineData("""{"db":1}""", Finding.Error)]
    [InlineData("""{"checks":{"db":[]}}""", Finding.Error)]
    [InlineData("""{"checks":{"db":{"time":3}}}""", Finding.Error)]
    [InlineData("""{"checks":{},"db":"ok"}""", Finding.Error)]
    [InlineData("""{"checks":{"DB":"ok"}}""", Finding.Error)]
    [InlineData("""{"db":"ok","db":"down"}""", Finding.Error)]
    [InlineData("[]", Finding.Error)]
    [InlineData("\"ok\"", Finding.Error)]
    [InlineData("", Finding.Error)]
    [InlineData("<html>502</html>", Finding.Error)]
    public void The_worst_of_what_is_required_counts_and_no_doubt_passes(
        string report,
        Finding finding
    ) => HealthReportJudge.Judge(["db"], Fixture.Json(report)).Finding.ShouldBe(finding, report);

    [Theory]
    [InlineData("""{"status":"ok"}""", 200, Finding.Passed)]
    [InlineData("""{"status":"warn"}""", 200, Finding.Warning)]
    [InlineData("""{"status":"ok"}""", 503, Finding.Failed)]
    [InlineData("""{"database":"ok"}""", 200, Finding.Error)]
    [InlineData("Bad Gateway", 502, Finding.Failed)]
    public void Without_requirements_the_overall_status_is_asked(
        string report,
        int status,
        Finding finding
    ) => HealthReportJudge.Judge([], Fixture.Json(report, status)).Finding.ShouldBe(finding);

    [Fact]
    public void A_report_that_was_cut_off_is_not_judged() =>
        HealthReportJudge
            .Judge(["db"], Fixture.Json("""{"db":"ok"}""") with { Whole = false })
            .ShouldBe(Judged.Error("the report is longer than is read of an answer"));

    [Fact]
    public void The_detail_names_what_is_wrong_the_worst_first() =>
        HealthReportJudge
            .Judge(
                ["db", "mail"],
                Fixture.Json("""{"status":"degraded","checks":{"db":"down","mail":"ok"}}""", 503)
            )
            .Detail.ShouldBe("db is down; answered with status 503; status is degraded");
}
