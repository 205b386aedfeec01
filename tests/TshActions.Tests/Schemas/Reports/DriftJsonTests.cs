using System.Text.Json;
using TshActions.Core.Schemas.Reports;

namespace TshActions.Tests.Schemas.Reports;

public sealed class DriftJsonTests
{
    [Fact]
    public void All_of_a_comparison_is_written() =>
        Approved.Check(DriftJson.Text(DriftReports.Rich));

    [Fact]
    public void Nothing_found_is_written_too() =>
        Approved.Check(DriftJson.Text(DriftReports.Empty));

    [Fact]
    public void Without_migrations_they_are_null()
    {
        using var json = JsonDocument.Parse(DriftJson.Text(DriftReports.TwoWay));

        json.RootElement.GetProperty("sides")
            .GetProperty("migrations")
            .ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("sides")
            .GetProperty("production")
            .GetProperty("revisions")
            .ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void What_is_ignored_neither_fails_nor_counts()
    {
        using var json = JsonDocument.Parse(DriftJson.Text(DriftReports.Rich));
        var root = json.RootElement;

        root.GetProperty("format").GetInt32().ShouldBe(1);
        root.GetProperty("drift").GetBoolean().ShouldBeTrue();
        root.GetProperty("failing").GetInt32().ShouldBe(3);
        root.GetProperty("ignored").GetInt32().ShouldBe(1);
        root.GetProperty("bySeverity").GetProperty("critical").GetInt32().ShouldBe(1);
        root.GetProperty("findings")
            .EnumerateArray()
            .Count(finding => finding.GetProperty("fails").GetBoolean())
            .ShouldBe(3);
    }

    [Fact]
    public void Foreign_words_are_kept_to_the_letter()
    {
        using var json = JsonDocument.Parse(DriftJson.Text(DriftReports.Attacked));

        json.RootElement.GetProperty("findings")[0]
            .GetProperty("name")
            .GetString()
            .ShouldBe(DriftReports.Hostile);
    }

    [Fact]
    public void The_order_of_finding_is_not_told() =>
        DriftJson.Text(Shuffled.Of(DriftReports.Rich)).ShouldBe(DriftJson.Text(DriftReports.Rich));

    [Fact]
    public void Nothing_of_very_many_is_left_out()
    {
        using var json = JsonDocument.Parse(DriftJson.Text(DriftReports.Many(20_000, "x")));

        json.RootElement.GetProperty("findings").GetArrayLength().ShouldBe(20_000);
    }
}
