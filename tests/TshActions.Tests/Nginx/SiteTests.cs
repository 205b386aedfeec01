using TshActions.Core.Nginx;
using TshActions.Core.Slots;

namespace TshActions.Tests.Nginx;

public class SiteTests
{
    private static readonly Site Production = new(
        "tsh-erp",
        "production",
        8001,
        8011,
        "/var/lib/tsh/tsh-erp/production/live/green",
        TimeSpan.FromSeconds(4)
    );

    [Fact]
    public void The_upstreams_of_both_slots_stand_for_good() =>
        Approved.Check(Production.Upstreams);

    [Fact]
    public void The_flag_file_picks_the_slot_for_each_request() =>
        Approved.Check(Production.Routes);

    [Fact]
    public void Names_follow_from_app_and_environment()
    {
        Production.UpstreamsPath.ShouldBe("/etc/nginx/conf.d/tsh-tsh-erp_production.conf");
        Production.RoutesPath.ShouldBe("/etc/nginx/tsh/tsh-erp/production/site.conf");
        Production.IncludeLine.ShouldBe("include /etc/nginx/tsh/tsh-erp/production/*.conf;");
        Production.UpstreamName(Slot.Green).ShouldBe("tsh_tsh_erp__production_green");
    }

    [Fact]
    public void Both_names_the_route_can_form_are_upstreams()
    {
        foreach (var slot in new[] { Slot.Blue, Slot.Green })
            Production.Upstreams.ShouldContain($"upstream tsh_tsh_erp__production_{slot.Name} {{");
        Production.Routes.ShouldContain(
            "proxy_pass http://tsh_tsh_erp__production_$tsh_tsh_erp__production_live;"
        );
    }
}
