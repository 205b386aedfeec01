using TshActions.Core.Nginx;
using TshActions.Core.Slots;

namespace TshActions.Tests.Nginx;

public class ReloadSiteTests
{
    private static readonly ReloadSite Production = new(
        new Site(
            "tsh-erp",
            "production",
            8001,
            8011,
            "/var/lib/tsh/tsh-erp/production/live/green",
            TimeSpan.FromSeconds(4)
        )
    );

    [Fact]
    public void One_upstream_includes_the_line_that_names_the_slot() =>
        Approved.Check(Production.Upstream);

    [Fact]
    public void The_location_asks_the_one_upstream() => Approved.Check(Production.Routes);

    [Fact]
    public void Each_slot_is_one_server() =>
        Approved.Check(
            string.Concat(
                new[] { Slot.Blue, Slot.Green }.Select(slot =>
                    $"{Production.SlotPath(slot)}\n{Production.SlotText(slot)}"
                )
            )
        );

    [Fact]
    public void The_include_line_of_a_server_block_takes_none_of_the_upstream_s_files()
    {
        Production.Site.IncludeLine.ShouldEndWith("/*.conf;");
        new[]
        {
            Production.LivePath,
            Production.SlotPath(Slot.Blue),
            Production.SlotPath(Slot.Green),
        }.ShouldAllBe(path => path.EndsWith(".upstream"));
    }

    [Fact]
    public void Both_ways_of_switching_use_the_same_two_files_so_one_replaces_the_other()
    {
        Production.Upstream.ShouldContain($"upstream {Production.UpstreamName} {{");
        Production.Routes.ShouldContain($"proxy_pass http://{Production.UpstreamName};");
        Production.Upstream.ShouldNotBe(Production.Site.Upstreams);
        Production.Routes.ShouldNotBe(Production.Site.Routes);
    }
}
