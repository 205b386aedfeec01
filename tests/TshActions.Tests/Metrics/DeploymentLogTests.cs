using TshActions.Core.Metrics;
using TshActions.Core.Metrics.Texts;
using static TshActions.Tests.Metrics.Histories;

namespace TshActions.Tests.Metrics;

/// <summary>Log and reviews: facts are the program's, the rest is people's.</summary>
public class DeploymentLogTests
{
    private const string Marker = "<!-- tsh-metrics tsh-erp all -->";

    [Fact]
    public void The_log_has_every_deployment_and_a_review_of_what_should_be_looked_at() =>
        Approved.Check(DeploymentLog.Text(Report, Marker, ""));

    [Fact]
    public void What_people_wrote_stays_when_the_rest_is_written_anew()
    {
        var first = DeploymentLog.Text(Report, Marker, "");
        var filled = first
            .Replace("\n", "\r\n")
            .Replace(
                "- **Lessons learned:** _________________",
                "- **Lessons learned:** test with a\r\n  real order first"
            );

        var second = DeploymentLog.Text(Report, Marker, filled);

        second.ShouldNotBe(first);
        second
            .Split(
                "- **Lessons learned:** test with a\n  real order first\n- **Signed off by:** ___"
            )
            .Length.ShouldBe(filled.Split("real order first").Length);
        DeploymentLog.Text(Report, Marker, second).ShouldBe(second);
    }

    [Fact]
    public void A_review_that_people_wrote_outlives_its_place_in_the_window()
    {
        var first = DeploymentLog
            .Text(Report, Marker, "")
            .Replace("**Issues encountered:** _________________", "**Issues encountered:** VAT");
        var later = Report with { Environments = [Measure(Deploy(1, "later"))] };

        var second = DeploymentLog.Text(later, Marker, first);

        second.ShouldContain("**Issues encountered:** VAT");
        second.ShouldContain("later to production");
        DeploymentLog
            .Text(later, Marker, DeploymentLog.Text(Report, Marker, ""))
            .ShouldNotContain("hot");
    }

    [Fact]
    public void It_never_grows_over_what_a_comment_may_be()
    {
        List<DeploymentFact> many =
        [
            .. Enumerable
                .Range(0, 2000)
                .Select(at =>
                    Deploy(0.01 * (at + 1), $"release-{at}", id: at + 1, end: DeploymentEnd.Failed)
                ),
        ];

        var text = DeploymentLog.Text(Report with { Environments = [Measure(many)] }, Marker, "");

        text.Length.ShouldBeInRange(60_000, DeploymentLog.Longest);
        text.ShouldContain("earlier ones find no room here");
    }
}
