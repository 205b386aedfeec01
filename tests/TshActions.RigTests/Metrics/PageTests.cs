using TshActions.Rig.Browser;
using TshActions.Tests;

namespace TshActions.RigTests.Metrics;

/// <summary>The page of figures in a real browser.</summary>
public sealed class PageTests
{
    private static string Page =>
        Repository.Read(
            "tests/TshActions.Tests/Metrics/MetricsReportTests.The_page_is_whole_in_itself.approved.txt"
        );

    [Fact]
    public async Task It_asks_for_nothing_fits_a_phone_is_legible_and_follows_light_and_dark()
    {
        var looks = await LookAsync(Page);

        looks.Count.ShouldBe(4);
        foreach (var look in looks)
        {
            look.Requests.ShouldBeEmpty();
            look.Blocked.ShouldBeEmpty();
            look.Scripts.ShouldBe(0);
            look.Overflow.ShouldBe(0, $"at {look.Width}");
            look.Faint.ShouldBeEmpty(look.Scheme);
        }

        looks.Select(look => look.Paper).Distinct().Count().ShouldBe(2);
    }

    /// <summary>What the look is to find is found where it is there.</summary>
    [Fact]
    public async Task A_page_that_does_all_of_it_wrong_is_found_out()
    {
        var looks = await LookAsync(
            """
            <!doctype html><body style="background:#fff"><script>1</script>
            <img src="https://metrics.example/x.png"><p style="width:1500px;color:#ccc">pale</p></body>
            """
        );

        foreach (var look in looks)
        {
            look.Requests.ShouldBe(["https://metrics.example/x.png"]);
            look.Scripts.ShouldBe(1);
            look.Overflow.ShouldBeGreaterThan(0);
            look.Faint.ShouldHaveSingleItem().ShouldContain("pale");
        }

        looks.Select(look => look.Paper).Distinct().Count().ShouldBe(1);
    }

    /// <summary>Were text to become markup after all, the page's own policy still lets nothing out.</summary>
    [Fact]
    public async Task Its_policy_stops_what_would_leave_it()
    {
        var looks = await LookAsync(
            Page.Replace(
                "</body>",
                """<img src="https://metrics.example/x.png"/><link rel="stylesheet" href="https://metrics.example/y.css"/></body>"""
            )
        );

        foreach (var look in looks)
        {
            look.Requests.ShouldBeEmpty();
            look.Blocked.Count.ShouldBe(2);
        }
    }

    private static async Task<IReadOnlyList<PageLook>> LookAsync(string html)
    {
        if (PageLook.WhyMissing is { } why)
            Missing.Report(why);
        return await PageLook.AtAsync(html, TestContext.Current.CancellationToken);
    }
}
