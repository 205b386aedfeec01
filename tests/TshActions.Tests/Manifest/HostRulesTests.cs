namespace TshActions.Tests.Manifest;

public class HostRulesTests
{
    [Fact]
    public void Several_hosts_may_share_an_address_when_each_has_an_sshd_of_its_own() =>
        Texts
            .Read(
                Texts.Fleet(
                    "address: 192.0.2.1, port: 2201, site: https://one.example.com",
                    "address: 192.0.2.1, port: 2202, site: https://two.example.com"
                )
            )
            .Environments[0]
            .Hosts.Select(host => host.Port)
            .ShouldBe([2201, 2202]);

    [Fact]
    public void A_single_host_may_have_the_site_of_its_environment() =>
        Texts.Read(Texts.Fleet("address: 192.0.2.1, site: https://example.com"));
}
