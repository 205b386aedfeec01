using TshActions.Core.Init;

namespace TshActions.Tests.Init;

public class NginxSitesTests
{
    [Fact]
    public void A_site_has_its_name_its_ports_and_the_line_to_change()
    {
        var site = Read(
                """
                upstream erp { server 127.0.0.1:8001; server localhost:8011; }
                server {
                    listen [::]:443 ssl http2;
                    server_name _ erp.example.net;
                    location /ws { proxy_pass http://erp/ws; }
                    location / {
                        proxy_pass http://erp;
                    }
                }
                """
            )
            .ShouldHaveSingleItem();

        (site.Address, site.Line, site.LocationLine).ShouldBe(("https://erp.example.net", 2, 6));
        site.Ports.ShouldBe([8001, 8011]);
    }

    [Theory]
    [InlineData("server { server_name a.example.net; return 301 https://$host; }")]
    [InlineData("server { server_name _; location / { proxy_pass http://127.0.0.1:8000; } }")]
    [InlineData(
        "server { server_name a.example.net; location / { proxy_pass http://10.0.0.2:80; } }"
    )]
    [InlineData(
        "# server { server_name a.example.net; location / { proxy_pass http://127.0.0.1:80; } }"
    )]
    [InlineData("server { server_name a.example.net")]
    public void What_passes_nothing_on_to_this_host_or_has_no_name_is_no_site(string text) =>
        Read(text).ShouldBeEmpty();

    [Theory]
    [InlineData("staging.erp.example.net", true)]
    [InlineData("erp-dev.example.net", true)]
    [InlineData("erp.example.net", false)]
    [InlineData("testing.example.net", false)]
    public void Staging_is_known_by_its_name(string name, bool isStaging) =>
        Read($"server {{ server_name {name}; location / {{ proxy_pass http://localhost:1; }} }}")
            .ShouldHaveSingleItem()
            .IsStaging.ShouldBe(isStaging);

    private static IReadOnlyList<NginxSite> Read(string text) =>
        NginxSites.In(
            new("x", ["erp.conf"], new Dictionary<string, string> { ["erp.conf"] = text }, [], null)
        );
}
