using TshActions.Core.Nginx;

namespace TshActions.Tests.Nginx;

public class AccessLogTests
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
    public void The_host_rotates_it_and_leaves_it_whose_it_is() =>
        Approved.Check(Production.AccessLog.Rotation);

    [Fact]
    public void Its_line_stands_once_where_it_silences_no_log_of_the_team_s()
    {
        var line = Production.AccessLog.Line;
        LogPlace[] places =
        [
            new LogPlace.Http(),
            new LogPlace.Http("/var/log/nginx/access.log"),
            new LogPlace.Server(),
            new LogPlace.Location(),
        ];

        foreach (var place in places)
        {
            var site = Production with { Log = place };
            var reload = new ReloadSite(site);
            var inHttp = place is LogPlace.Http ? 1 : 0;
            foreach (var text in new[] { site.Upstreams, reload.Upstream })
                Count(text, line).ShouldBe(inHttp);
            foreach (var text in new[] { site.Routes, reload.Routes })
                Count(text, line).ShouldBe(1 - inHttp);
        }
    }

    [Fact]
    public void In_each_place_it_is_asked_for_in_nginx_s_own_words() =>
        Approved.Check(
            string.Join(
                "\n",
                (
                    Production with
                    {
                        Log = new LogPlace.Http("/var/log/nginx/access.log"),
                    }
                ).Upstreams,
                (Production with { Log = new LogPlace.Server() }).Routes,
                (Production with { Log = new LogPlace.Location() }).Routes
            )
        );

    [Fact]
    public void The_host_s_word_for_a_place_is_understood_and_any_other_costs_the_team_no_line()
    {
        LogPlace.Of("server", null).ShouldBe(new LogPlace.Server());
        LogPlace.Of("location", null).ShouldBe(new LogPlace.Location());
        LogPlace.Of("http", "/a.log").ShouldBe(new LogPlace.Http());
        LogPlace.Of("default", "/a.log").ShouldBe(new LogPlace.Http("/a.log"));
        LogPlace.Of("default", null).ShouldBe(new LogPlace.Http());
        LogPlace.Of("elsewhere", null).ShouldBe(new LogPlace.Http());
        LogPlace.Of(null, null).ShouldBe(new LogPlace.Http());
    }

    [Fact]
    public void No_line_holds_what_could_name_a_client()
    {
        foreach (
            var word in new[]
            {
                "$remote",
                "$http_cookie",
                "$args",
                "$query",
                "$request\"",
                "referer",
            }
        )
            Production.Upstreams.Split("log_format")[1].ShouldNotContain(word);
    }

    private static int Count(string text, string line) => text.Split(line).Length - 1;
}
