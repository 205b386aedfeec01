using System.Xml.Linq;
using TshActions.Core.Metrics;
using TshActions.Core.Metrics.Page;
using TshActions.Core.Metrics.Texts;
using TshActions.Metrics;
using static TshActions.Tests.Metrics.Histories;

namespace TshActions.Tests.Metrics;

/// <summary>What people see of the figures.</summary>
public class MetricsReportTests
{
    private const string Hostile =
        "</style><script>alert(1)</script>|`x`\u0000\u202e<img src=//x.example/y> @team [a](b) -->";

    [Fact]
    public void The_summary_has_a_table_a_chart_and_a_log_for_each_environment() =>
        Approved.Check(MetricsMarkdown.Text(Report));

    [Fact]
    public void The_page_is_whole_in_itself() => Approved.Check(MetricsPage.Text(Report));

    [Fact]
    public void A_terminal_shows_the_same() =>
        Approved.Check(string.Join('\n', MetricsText.Lines(Report)));

    [Fact]
    public void Later_steps_get_the_figures_as_JSON() =>
        Approved.Check(FiguresJson.Text(Report).Replace("},", "},\n"));

    [Fact]
    public void Without_a_deployment_everything_says_so() =>
        Approved.Check(
            MetricsMarkdown.Text(Empty)
                + string.Join('\n', MetricsText.Lines(Empty))
                + DeploymentLog.Text(Empty, "<!-- mark -->", "")
                + Body(MetricsPage.Text(Empty))
        );

    [Fact]
    public void Foreign_text_does_nothing()
    {
        var report = new MetricsReport(
            "erp",
            Month,
            [
                Measure(
                    Deploy(2, Hostile) with
                    {
                        Run = $"https://x.example/){Hostile}",
                        By = Hostile,
                        Note = Hostile,
                        Previous = Hostile,
                        Drift = Hostile,
                    },
                    Deploy(1) with
                    {
                        Run = "javascript:alert(1)",
                    }
                ) with
                {
                    Notes = [Hostile],
                },
            ]
        );

        var page = MetricsPage.Text(report);
        var root = XDocument.Parse(page.Replace("<!doctype html>", "")).Root!;
        root.Descendants().Select(one => one.Name.LocalName).ShouldNotContain("script");
        root.Descendants().Select(one => one.Name.LocalName).ShouldNotContain("img");
        page.ShouldNotContain("javascript:");
        Approved.Check(
            MetricsMarkdown.Text(report)
                + DeploymentLog.Text(report, "<!-- mark -->", "")
                + string.Join('\n', MetricsText.Lines(report))
        );
    }

    [Theory]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(90)]
    [InlineData(365)]
    public void A_chart_holds_about_thirty_bars_and_every_deployment(int days)
    {
        var window = new MetricsWindow(Now, days);
        List<DeploymentFact> facts = [.. Enumerable.Range(0, days).Select(at => Deploy(at + 0.5))];

        var buckets = Buckets.Of(facts, window);

        buckets.Count.ShouldBeInRange(8, 33);
        buckets.Sum(bucket => bucket.All).ShouldBe(days);
    }

    private static MetricsReport Empty => new("erp", Month, [Measure()]);

    private static string Body(string page) => page[page.IndexOf("<body>")..];
}
