using System.Text.Json;
using TshActions.Core.Schemas.Reports;

namespace TshActions.Tests.Schemas.Reports;

public sealed class DriftSarifTests
{
    private const string Version = "1.2.3";

    [Fact]
    public void Every_finding_is_a_result_at_its_migration() =>
        Approved.Check(DriftSarif.Text(DriftReports.Rich, Version));

    [Fact]
    public void Nothing_found_is_a_run_without_results()
    {
        using var json = JsonDocument.Parse(DriftSarif.Text(DriftReports.Empty, Version));

        Run(json).GetProperty("results").GetArrayLength().ShouldBe(0);
        Run(json)
            .GetProperty("tool")
            .GetProperty("driver")
            .GetProperty("rules")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public void Each_result_has_all_that_code_scanning_asks_for()
    {
        foreach (
            var report in (DriftReport[])
                [DriftReports.Rich, DriftReports.TwoWay, DriftReports.Attacked]
        )
        {
            using var json = JsonDocument.Parse(DriftSarif.Text(report, Version));
            json.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
            var driver = Run(json).GetProperty("tool").GetProperty("driver");
            driver.GetProperty("name").GetString().ShouldBe("tsh schema-drift-check");
            driver.GetProperty("version").GetString().ShouldBe(Version);
            var rules = driver.GetProperty("rules").EnumerateArray().ToList();
            foreach (var result in Run(json).GetProperty("results").EnumerateArray())
            {
                var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
                rule.GetProperty("id")
                    .GetString()
                    .ShouldBe(result.GetProperty("ruleId").GetString());
                rule.GetProperty("id").GetString()!.ShouldMatch("^drift/[A-Za-z0-9/_.-]+$");
                rule.GetProperty("shortDescription")
                    .GetProperty("text")
                    .GetString()
                    .ShouldNotBeNullOrEmpty();
                rule.GetProperty("help").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
                result
                    .GetProperty("message")
                    .GetProperty("text")
                    .GetString()
                    .ShouldNotBeNullOrEmpty();
                result
                    .GetProperty("partialFingerprints")
                    .GetProperty("drift/v1")
                    .GetString()!
                    .Length.ShouldBe(32);
                var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                Uri.TryCreate(
                        place.GetProperty("artifactLocation").GetProperty("uri").GetString(),
                        UriKind.Relative,
                        out _
                    )
                    .ShouldBeTrue();
                place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBePositive();
            }
        }
    }

    [Fact]
    public void What_a_rule_lets_pass_is_suppressed_with_its_reason()
    {
        using var json = JsonDocument.Parse(DriftSarif.Text(DriftReports.Rich, Version));

        var suppressed = Run(json)
            .GetProperty("results")
            .EnumerateArray()
            .Where(result => result.TryGetProperty("suppressions", out _))
            .ToList();
        var suppression = suppressed.ShouldHaveSingleItem().GetProperty("suppressions")[0];
        suppression.GetProperty("kind").GetString().ShouldBe("external");
        suppression.GetProperty("justification").GetString().ShouldBe("until pricing has moved");
    }

    [Fact]
    public void A_foreign_name_makes_no_link_in_a_message()
    {
        using var json = JsonDocument.Parse(DriftSarif.Text(DriftReports.Attacked, Version));

        foreach (var result in Run(json).GetProperty("results").EnumerateArray())
        {
            var text = result.GetProperty("message").GetProperty("text").GetString()!;
            text.Replace(@"\[", "").Replace(@"\]", "").IndexOfAny(['[', ']']).ShouldBe(-1);
            text.ShouldNotContain(letter => char.IsControl(letter));
        }
    }

    [Fact]
    public void The_order_of_finding_is_not_told() =>
        DriftSarif
            .Text(Shuffled.Of(DriftReports.Rich), Version)
            .ShouldBe(DriftSarif.Text(DriftReports.Rich, Version));

    [Fact]
    public void More_than_GitHub_takes_is_cut_the_lightest_first_and_told()
    {
        using var json = JsonDocument.Parse(
            DriftSarif.Text(DriftReports.Many(30_000, "x"), Version)
        );

        var results = Run(json).GetProperty("results");
        results.GetArrayLength().ShouldBe(25_000);
        results
            .EnumerateArray()
            .Count(result => result.GetProperty("level").GetString() == "error")
            .ShouldBe(12_000);
        Run(json)
            .GetProperty("invocations")[0]
            .GetProperty("toolExecutionNotifications")
            .EnumerateArray()
            .Select(told => told.GetProperty("message").GetProperty("text").GetString())
            .ShouldContain("5,000 findings left out");
    }

    private static JsonElement Run(JsonDocument json) =>
        json.RootElement.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
}
