using TshActions.Core.Metrics.Page;
using TshActions.Core.Metrics.Texts;

namespace TshActions.Tests.Metrics;

/// <summary>What people see of the figures.</summary>
public class MetricsReportTests
{
    [Fact]
    public void The_summary_has_a_table_a_chart_and_a_log_for_each_environment() =>
        Approved.Check(MetricsMarkdown.Text(Histories.Report));

    [Fact]
    public void The_page_is_whole_in_itself() => Approved.Check(MetricsPage.Text(Histories.Report));
}
